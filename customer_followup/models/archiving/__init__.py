from . import archive_button
