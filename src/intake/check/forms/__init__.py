"""The forms in which a check is told, each by the name that `--format` takes."""

from collections.abc import Callable, Mapping

from intake.check.forms.form import Form
from intake.check.forms.github import GithubForm
from intake.check.forms.plain_json import JsonForm
from intake.check.forms.sarif import SarifForm
from intake.check.forms.text import TextForm

__all__ = ["FORMS", "Form"]

FORMS: Mapping[str, Callable[[], Form]] = {
    "text": TextForm,
    "json": JsonForm,
    "sarif": SarifForm,
    "github": GithubForm,
}
"""What makes each of them."""
