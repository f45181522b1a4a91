"""What a web server calls. The folder comes from ISTMO_WORKSPACE; `istmo serve` sets it."""

import os

from django.core.wsgi import get_wsgi_application

from istmo.formats import door

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "istmo.config.settings")
application = get_wsgi_application()
door.be_ready()
