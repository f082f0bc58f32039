"""All answers: what a flow's own scenarios and promises come to, and what there is to mend in it."""

from intake.check.whole import Checkup, check_whole

__all__ = ["Checkup", "check_whole"]
