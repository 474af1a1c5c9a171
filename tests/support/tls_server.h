#ifndef BROADSIDE_TESTS_SUPPORT_TLS_SERVER_H
#define BROADSIDE_TESTS_SUPPORT_TLS_SERVER_H

#include <stdbool.h>

#include "support/child.h"

// An https: server on 127.0.0.1, `openssl s_server` with a certificate of tests/support/certificates.sh. What
// it answers to /NAME is the file NAME of its folder, which holds a whole HTTP answer with its head.

struct tls_server {
    struct child child;
    int port;
};

// `certificate` is a name ("good", "expired", …). False where there is no openssl.
bool tls_server_start(struct tls_server *server, const char *folder, const char *certificate);
void tls_server_stop(struct tls_server *server);

#endif
