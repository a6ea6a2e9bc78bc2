"""QR codes (ISO/IEC 18004), drawn here: nothing is asked of others.

Error correction M: a code of which 15 % is dirty or torn is still read. The quiet zone
of four modules is the norm's; a code without it is often not found on a printed poster.
"""

import base64
import io

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

QUIET_ZONE = 4
# Pixels a side: a screen or chat, and 20 cm of paper at 300 dots an inch.
WIDTHS = {"screen": 600, "print": 2400}


def png(text, width):
    """A black and white PNG.

    :param str text: what the code says
    :param int width: pixels a side, at least; each module has the same whole number
        of pixels, so that its edges are sharp
    :return: bytes
    """
    code = code_of(text)
    code.box_size = -(-width // (code.modules_count + 2 * QUIET_ZONE))
    picture = io.BytesIO()
    code.make_image().save(picture)
    return picture.getvalue()


def svg(text):
    """The same as a drawing of any size.

    :param str text: what the code says
    :return: bytes
    """
    drawing = io.BytesIO()
    code_of(text).make_image(image_factory=SvgPathImage).save(drawing)
    return drawing.getvalue()


def data_uri(text, width=600):
    """The PNG as the address of a picture."""
    return f"data:image/png;base64,{base64.b64encode(png(text, width)).decode()}"


def code_of(text):
    """The ``qrcode.QRCode`` of a text, not drawn yet."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    return code
