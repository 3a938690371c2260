#pragma once

#include <stdbool.h>
#include <stddef.h>

/// What the guard tells through its descriptor, a byte for each signal.
enum ctg_note {
    CTG_RESIZED = 'W',
    CTG_INTERRUPTED = 'I',
    CTG_QUIT = 'Q',
    CTG_TERMINATED = 'T',
    CTG_HUNG_UP = 'H',
    CTG_STOP_ASKED = 'Z',
    CTG_CONTINUED = 'C',
};

/// Remembers the mode that the terminal is in; to be called before curses changes it.
void ctg_remember_mode(int terminal);

/// Takes the signals over.
///
/// Signals that ask for something become bytes on `ctg_descriptor()`. Those of a crash put the terminal back first,
/// and then go to whoever handled them before: the message and the trace are seen on an ordinary screen.
/// To be called after curses started, which has handlers of its own that are unsafe.
///
/// `restore` is what has to be written to leave the full screen; it is copied.
/// Returns false when there is no descriptor to be had.
bool ctg_install(int terminal, const char *restore, size_t length);

/// The descriptor to read notes from; never blocks. -1 before `ctg_install`.
int ctg_descriptor(void);

/// Tells whether the terminal is in full-screen mode now: a crash restores it only then.
void ctg_set_active(bool active);

/// Collects what is written to standard error until `ctg_release_errors`: it would be written over the picture.
void ctg_hold_errors(void);

/// Ends `ctg_hold_errors` and writes what was collected.
void ctg_release_errors(void);

/// Stops this process group as Ctrl-Z does; returns once the shell continues it.
void ctg_stop(void);

/// Whether this process may draw: whether it is in the foreground of its terminal.
bool ctg_is_foreground(int terminal);

/// The terminal's size; false when it has none.
bool ctg_size(int terminal, int *columns, int *rows);
