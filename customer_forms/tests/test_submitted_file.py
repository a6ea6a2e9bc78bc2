"""What a customer attaches is kept as it was given, and nobody changes it."""

import io

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestSubmittedFile(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form([{"key": "proof", "type": "attachment"}])
        )

    def _attachment(self, *args):
        submission = self._submit(self.form, {"proof": [self._file(*args)]})
        submission.user_id = self.salesperson
        return submission.file_ids.attachment_id

    def test_a_large_picture_is_kept_byte_by_byte(self):
        picture = io.BytesIO()
        Image.new("RGB", (4000, 3000), "white").save(picture, "JPEG")
        attachment = self._attachment("licence.jpg", picture.getvalue())
        self.assertEqual(attachment.raw, picture.getvalue())

    def test_staff_neither_change_nor_move_nor_delete_it(self):
        attachment = self._attachment().with_user(self.salesperson)
        self.assertTrue(attachment.raw)
        for vals in (
            {"raw": b"changed"},
            {"name": "other.txt"},
            {"public": True},
            {"res_model": "res.partner", "res_id": self.salesperson.partner_id.id},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                attachment.write(vals)
        with self.assertRaises(AccessError):
            attachment.unlink()

    def test_names_are_made_harmless(self):
        for sent, kept in [
            ("../../etc/a.pdf", "a.pdf"),
            ("C:\\Users\\ann\\a.pdf", "a.pdf"),
            ("a\x00b\u202e.pdf", "ab.pdf"),
            ("n" * 3000 + ".pdf", "n" * 117 + ".pdf"),
        ]:
            with self.subTest(kept):
                self.assertEqual(self._attachment(sent).name, kept)
