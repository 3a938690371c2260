#pragma once

// The wide-character functions, on systems whose pkg-config asks for them with flags that SwiftPM refuses.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <term.h>

// Global variables of C are shared mutable state to Swift: these read them.
static inline WINDOW *cnc_screen(void) { return stdscr; }
static inline int cnc_colors(void) { return COLORS; }
static inline FILE *cnc_stdin(void) { return stdin; }
static inline FILE *cnc_stdout(void) { return stdout; }

// Macros that Swift cannot import.
static const attr_t CNC_BOLD = A_BOLD;
static const attr_t CNC_DIM = A_DIM;
static const attr_t CNC_REVERSE = A_REVERSE;

/// Makes a cell from zero-terminated characters; `pair` may be beyond what fits a `short`.
static inline int cnc_set_cell(cchar_t *cell, const wchar_t *characters, attr_t attributes, int pair) {
    return setcchar(cell, characters, attributes, 0, &pair);
}

/// A capability of the terminal, or NULL where it has none.
static inline const char *cnc_capability(const char *name) {
    char *value = tigetstr((char *)name);
    return value == (char *)-1 ? NULL : value;
}

/// Whether the locale's characters are UTF-8.
static inline bool cnc_is_utf8(void) {
    const char *codeset = nl_langinfo(CODESET);
    return codeset && (codeset[0] == 'U' || codeset[0] == 'u') && codeset[3] == '-' && codeset[4] == '8';
}
