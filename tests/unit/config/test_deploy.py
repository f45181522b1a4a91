"""Behind HTTPS Django's own list of what to look at before deploying finds nothing, and cookies stay on HTTPS."""

import os
import subprocess
import sys
from pathlib import Path

_ASK = """
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
call_command("check", deploy=True, fail_level="WARNING")
print(settings.DEBUG, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS)
"""


def test_check_deploy_is_clean_behind_https(tmp_path: Path) -> None:
    environment = {**os.environ, "ISTMO_HTTPS": "1", "ISTMO_WORKSPACE": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "istmo.config.settings"
    ran = subprocess.run(
        [sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split()[-4:] == ["False", "True", "True", "31536000"]
