#ifndef BROADSIDE_KIOSK_BENCH_SERVER_H
#define BROADSIDE_KIOSK_BENCH_SERVER_H

#include "base/error.h"

// The files of a folder by HTTP on the loopback interface, for kiosks that are measured: one answer after
// another, from a process of its own. It knows as much of HTTP/1.1 (RFC 9112) as that takes: GET, and every
// connection closes after its answer.

struct bench_server;

// The caller stops what it gets.
enum error bench_server_start(const char *folder, struct bench_server **out, struct reason *reason);
void bench_server_stop(struct bench_server *server); // accepts NULL
int bench_server_port(const struct bench_server *server);

#endif
