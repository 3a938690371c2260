#ifdef __linux__
#define _GNU_SOURCE
#include <sys/mman.h>
#endif
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
#define CRASH_COUNT (sizeof crash_signals / sizeof crash_signals[0])

static const struct {
    int number;
    char note;
} noted_signals[] = {
    {SIGWINCH, CTG_RESIZED},    {SIGINT, CTG_INTERRUPTED}, {SIGQUIT, CTG_QUIT},   {SIGTERM, CTG_TERMINATED},
    {SIGHUP, CTG_HUNG_UP},      {SIGTSTP, CTG_STOP_ASKED}, {SIGCONT, CTG_CONTINUED},
};
#define NOTED_COUNT (sizeof noted_signals / sizeof noted_signals[0])

static int note_pipe[2] = {-1, -1};
static int terminal_descriptor = -1;
static struct termios original_mode;
static bool has_original_mode;
static char restore_bytes[512];
static size_t restore_length;
static volatile sig_atomic_t is_active;
static struct sigaction earlier[CRASH_COUNT];

static int held_errors = -1;
static int real_errors = -1;

// Everything below this line up to the handlers is called from signal handlers: async-signal-safe functions only.

static void write_all(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        bytes += count;
        length -= (size_t)count;
    }
}

void ctg_release_errors(void) {
    if (real_errors < 0) return;
    dup2(real_errors, STDERR_FILENO);
    close(real_errors);
    real_errors = -1;
    if (held_errors < 0) return;
    lseek(held_errors, 0, SEEK_SET);
    char buffer[1024];
    ssize_t count;
    while ((count = read(held_errors, buffer, sizeof buffer)) > 0) write_all(STDERR_FILENO, buffer, (size_t)count);
    close(held_errors);
    held_errors = -1;
}

static void restore_terminal(void) {
    if (!is_active) return;
    is_active = 0;
    write_all(terminal_descriptor, restore_bytes, restore_length);
    if (has_original_mode) tcsetattr(terminal_descriptor, TCSANOW, &original_mode);
}

static void handle_crash(int number, siginfo_t *info, void *context) {
    restore_terminal();
    ctg_release_errors();
    for (size_t i = 0; i < CRASH_COUNT; i++) {
        if (crash_signals[i] != number) continue;
        struct sigaction before = earlier[i];
        if (before.sa_flags & SA_SIGINFO) {
            before.sa_sigaction(number, info, context);
            return;
        }
        if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
            before.sa_handler(number);
            return;
        }
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void handle_note(int number) {
    int error = errno;
    for (size_t i = 0; i < NOTED_COUNT; i++) {
        if (noted_signals[i].number == number) write_all(note_pipe[1], &noted_signals[i].note, 1);
    }
    errno = error;
}

// From here on nothing is called from a handler.

static void take_note_of(int number) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle_note;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void take_crash(size_t index) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handle_crash;
    // A stack that overflowed cannot run a handler: where the runtime has set another one up, it is used.
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(crash_signals[index], &action, &earlier[index]);
}

// What started this process may have blocked signals, and a blocked one would neither end it nor be noticed.
static void unblock_all(void) {
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < CRASH_COUNT; i++) sigaddset(&signals, crash_signals[i]);
    for (size_t i = 0; i < NOTED_COUNT; i++) sigaddset(&signals, noted_signals[i].number);
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
}

static bool open_pipe(void) {
    if (note_pipe[0] >= 0) return true;
    if (pipe(note_pipe) != 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(note_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(note_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

bool ctg_install(int terminal, const char *restore, size_t length) {
    if (!open_pipe()) return false;
    terminal_descriptor = terminal;
    restore_length = length < sizeof restore_bytes ? length : sizeof restore_bytes;
    memcpy(restore_bytes, restore, restore_length);
    for (size_t i = 0; i < CRASH_COUNT; i++) take_crash(i);
    for (size_t i = 0; i < NOTED_COUNT; i++) take_note_of(noted_signals[i].number);
    unblock_all();
    return true;
}

void ctg_remember_mode(int terminal) { has_original_mode = tcgetattr(terminal, &original_mode) == 0; }

int ctg_descriptor(void) { return note_pipe[0]; }

void ctg_set_active(bool active) { is_active = active; }

static int unnamed_file(void) {
#ifdef __linux__
    return memfd_create("held-errors", MFD_CLOEXEC);
#else
    char path[] = "/tmp/held-errors.XXXXXX";
    int descriptor = mkstemp(path);
    if (descriptor >= 0) unlink(path);
    return descriptor;
#endif
}

void ctg_hold_errors(void) {
    if (real_errors >= 0) return;
    held_errors = unnamed_file();
    if (held_errors < 0) return;
    real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_errors < 0 || dup2(held_errors, STDERR_FILENO) < 0) ctg_release_errors();
}

void ctg_stop(void) {
    signal(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP);
    take_note_of(SIGTSTP);
}

bool ctg_is_foreground(int terminal) { return tcgetpgrp(terminal) == getpgrp(); }

bool ctg_size(int terminal, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}
