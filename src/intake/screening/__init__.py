"""Many records at once: the flow's meaning as one SQL statement, on DuckDB and on engines that people have."""
