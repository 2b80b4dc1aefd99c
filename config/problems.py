"""What stops the start: one sentence that names the variable."""

from __future__ import annotations


class BadSetting(SystemExit):
    """Stops the start; what is printed is the sentence alone, without a traceback."""

    def __init__(self, name: str, chinese: str, english: str) -> None:
        super().__init__(f"配置错误：环境变量 {name} {chinese}。 / Setting {name}: {english}.")
