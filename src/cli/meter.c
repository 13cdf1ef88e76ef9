/* One line by cli_progress, which knows whether there is a terminal. The time left is that of the bytes that are left
 * at the mean rate so far; where the size is not known (a pipe) there is none. */
#include "cli/meter.h"

#include <stdio.h>

#include "base/clock.h"
#include "cli/book.h"

static const uint64_t second = 1000000000u;

void cli_meter_start(cli_meter *m) { m->begun = m->last = onr_clock_ns(); }

static size_t add_size(char *to, size_t size, uint64_t bytes) {
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double v = (double)bytes / 1000.0;
    size_t u = 0;
    while (v >= 1000.0 && u + 1 < sizeof units / sizeof *units) v /= 1000.0, u++;
    int k = snprintf(to, size, "%.*f %s", v < 10.0 ? 1 : 0, v, units[u]);
    return k > 0 ? (size_t)k : 0;
}

/* The line's words into to[size]; what is not known (the size of a pipe) is left out. */
static void words(char *to, size_t size, onr_input_state at, uint64_t documents, uint64_t elapsed_ns) {
    char done[32], total[32];
    double s = (double)elapsed_ns / 1e9, rate = s > 0 ? (double)documents / s : 0;
    (void)add_size(done, sizeof done, at.bytes_done);
    int k = snprintf(to, size, "%llu document%s, %s", (unsigned long long)documents, documents == 1 ? "" : "s", done);
    size_t n = k > 0 ? (size_t)k : 0;
    if (at.bytes_total && n < size) {
        (void)add_size(total, sizeof total, at.bytes_total);
        n += (size_t)snprintf(to + n, size - n, " of %s", total);
    }
    if (n < size) n += (size_t)snprintf(to + n, size - n, ", %.*f a second", rate < 10.0 ? 1 : 0, rate);
    if (at.bytes_total <= at.bytes_done || !at.bytes_done || n >= size) return;
    double left = s * (double)(at.bytes_total - at.bytes_done) / (double)at.bytes_done;
    if (left > 359999.0) return;
    unsigned long t = (unsigned long)left;
    if (t >= 3600) (void)snprintf(to + n, size - n, ", %lu:%02lu:%02lu left", t / 3600, t / 60 % 60, t % 60);
    else (void)snprintf(to + n, size - n, ", %lu:%02lu left", t / 60, t % 60);
}

void cli_meter_show(cli_meter *m, onr_input_state at, uint64_t documents) {
    char line[160];
    uint64_t now = onr_clock_ns();
    if (now - m->begun < second || now - m->last < second / 5) return;
    m->last = now;
    words(line, sizeof line, at, documents, now - m->begun);
    cli_progress("%s", line);
}
