#!/usr/bin/env python3
"""Draws what `tmux capture-pane -e -p` printed as a picture: screenshot_png.py CAPTURE PNG COLUMNS ROWS TITLE

Needs Pillow and the fonts DejaVu Sans Mono and DejaVu Sans Mono Bold (Debian: fonts-dejavu-core).
"""
import re
import sys

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf"
POINTS = 26
CELL_WIDTH, CELL_HEIGHT = 16, 34
MARGIN, BAR = 24, 48
BACKGROUND, FOREGROUND = (0x17, 0x18, 0x1C), (0xD6, 0xD8, 0xDC)
# The first sixteen colours are the terminal's own affair; these are calm on the background above.
SIXTEEN = [
    (0x1D, 0x1F, 0x23), (0xE0, 0x6C, 0x75), (0x98, 0xC3, 0x79), (0xE5, 0xC0, 0x7B),
    (0x61, 0xAF, 0xEF), (0xC6, 0x78, 0xDD), (0x56, 0xB6, 0xC2), (0xC8, 0xCC, 0xD4),
    (0x5C, 0x63, 0x70), (0xE0, 0x6C, 0x75), (0x98, 0xC3, 0x79), (0xE5, 0xC0, 0x7B),
    (0x61, 0xAF, 0xEF), (0xC6, 0x78, 0xDD), (0x56, 0xB6, 0xC2), (0xFF, 0xFF, 0xFF),
]
EIGHTHS_UP = "▁▂▃▄▅▆▇█"
EIGHTHS_RIGHT = "▏▎▍▌▋▊▉█"


def colour(index):
    """A colour of xterm's 256."""
    if index < 16:
        return SIXTEEN[index]
    if index < 232:
        index -= 16
        levels = (0, 95, 135, 175, 215, 255)
        return levels[index // 36], levels[index // 6 % 6], levels[index % 6]
    return (8 + (index - 232) * 10,) * 3


class Style:
    """What the escape sequences so far have set."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.foreground = self.background = None
        self.bold = self.dim = self.reverse = False

    def apply(self, codes):
        codes = [int(code or 0) for code in codes]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 2, 7):
                setattr(self, {1: "bold", 2: "dim", 7: "reverse"}[code], True)
            elif code == 22:
                self.bold = self.dim = False
            elif code == 27:
                self.reverse = False
            elif code in (38, 48) and codes[:1] == [5]:
                self.set_colour(code, colour(codes[1]))
                del codes[:2]
            elif code in (38, 48) and codes[:1] == [2]:
                self.set_colour(code, tuple(codes[1:4]))
                del codes[:4]
            elif code in (39, 49):
                self.set_colour(code - 1, None)
            elif 30 <= code < 38 or 40 <= code < 48:
                self.set_colour(38 if code < 40 else 48, SIXTEEN[code % 10])
            elif 90 <= code < 98 or 100 <= code < 108:
                self.set_colour(38 if code < 100 else 48, SIXTEEN[8 + code % 10])

    def set_colour(self, code, value):
        if code == 38:
            self.foreground = value
        else:
            self.background = value

    def colours(self):
        front, back = self.foreground or FOREGROUND, self.background or BACKGROUND
        if self.reverse:
            front, back = back, front
        if self.dim:
            front = tuple((a + b) // 2 for a, b in zip(front, back))
        return front, back


def cells(capture):
    """The characters of a capture with their place and style; colours run on from line to line."""
    style = Style()
    for row, line in enumerate(capture.split("\n")):
        column = 0
        for codes, text in re.findall(r"\x1b\[([0-9;:]*)m|([^\x1b])", line):
            if not text:
                style.apply(re.split("[;:]", codes))
                continue
            yield row, column, text, style.colours(), style.bold
            column += 1


def draw_character(canvas, fonts, left, top, text, colours, bold):
    front, back = colours
    right, bottom = left + CELL_WIDTH, top + CELL_HEIGHT
    if back != BACKGROUND:
        canvas.rectangle((left, top, right - 1, bottom - 1), fill=back)
    if text in EIGHTHS_UP:
        height = CELL_HEIGHT * (EIGHTHS_UP.index(text) + 1) // 8
        canvas.rectangle((left, bottom - height, right - 1, bottom - 1), fill=front)
    elif text in EIGHTHS_RIGHT:
        width = max(1, CELL_WIDTH * (EIGHTHS_RIGHT.index(text) + 1) // 8)
        canvas.rectangle((left, top, left + width - 1, bottom - 1), fill=front)
    elif text != " ":
        canvas.text((left, top + 2), text, font=fonts[bold], fill=front)


def draw(capture, columns, rows, title):
    size = (columns * CELL_WIDTH + 2 * MARGIN, rows * CELL_HEIGHT + MARGIN + BAR)
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    canvas = ImageDraw.Draw(image)
    canvas.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius=16, fill=BACKGROUND)
    fonts = {False: ImageFont.truetype(FONT.format(""), POINTS), True: ImageFont.truetype(FONT.format("-Bold"), POINTS)}
    canvas.text((size[0] / 2, BAR / 2), title, font=fonts[False], fill=(0x8A, 0x8F, 0x98), anchor="mm")
    for row, column, text, colours, bold in cells(capture):
        if row < rows and column < columns:
            left, top = MARGIN + column * CELL_WIDTH, BAR + row * CELL_HEIGHT
            draw_character(canvas, fonts, left, top, text, colours, bold)
    return image


def main():
    source, target, columns, rows, title = sys.argv[1:6]
    with open(source, encoding="utf-8") as file:
        capture = file.read()
    image = draw(capture, int(columns), int(rows), title)
    # 256 colours are all there are; the file becomes a quarter of the size.
    image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, optimize=True)


main()
