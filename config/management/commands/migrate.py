from django.core.management.commands import migrate

from config.databases.schema_changes import SchemaAutodetector


class Command(migrate.Command):
    autodetector = SchemaAutodetector
