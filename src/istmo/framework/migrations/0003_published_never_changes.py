"""What was published is refused by the database itself when something tries to change it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("framework_architecture", "framework_frameworkversion")


def refuse(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in. A later migration that makes a table anew in SQLite has to put its own in again."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'a published framework never changes'); END"
            )
        elif vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {table}_never_changes() RETURNS trigger AS $$ "
                "BEGIN RAISE EXCEPTION 'a published framework never changes'; END $$ LANGUAGE plpgsql"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_never_changes()"
            )


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them out."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_never_changes")
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_never_changes ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("framework", "0002_drafts")]

    operations = [migrations.RunPython(refuse, allow)]
