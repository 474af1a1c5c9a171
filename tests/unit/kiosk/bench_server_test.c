#include "kiosk/bench_server.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/support/test.h"

// The files of a folder, and nothing else.

static struct bench_server *server;

// What the server says to these bytes until it closes the connection. Valid until the next call.
static const char *ask(const char *request) {
    static char said[4096];
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_port = htons((in_port_t)bench_server_port(server)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int peer = socket(AF_INET, SOCK_STREAM, 0);
    size_t len = 0;
    assert_int_equal(connect(peer, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(send(peer, request, strlen(request), 0), strlen(request));
    for (ssize_t got; (got = recv(peer, said + len, sizeof said - 1 - len, 0)) > 0;) {
        len += (size_t)got;
    }
    said[len] = '\0';
    close(peer);
    return said;
}

static void it_gives_the_files_of_its_folder(void **state) {
    (void)state;
    const char *said = ask("GET /feed.json HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_string_equal(said, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n[1,2]");
    assert_non_null(strstr(ask("GET /feed.json?page=2 HTTP/1.1\r\n\r\n"), "[1,2]"));
}

static void it_gives_nothing_else(void **state) {
    (void)state;
    static const char *const requests[] = {
        "GET /none.json HTTP/1.1\r\n\r\n",
        "GET /../feed.json HTTP/1.1\r\n\r\n",
        "GET //etc/passwd HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "POST /feed.json HTTP/1.1\r\n\r\n",
        "nonsense\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        assert_int_equal(strncmp(ask(requests[i]), "HTTP/1.1 404 ", 13), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_gives_the_files_of_its_folder),
        cmocka_unit_test(it_gives_nothing_else),
    };
    char folder[] = "/tmp/broadside-server-XXXXXX";
    struct reason reason;
    if (!mkdtemp(folder) || bench_server_start(folder, &server, &reason)) {
        return EXIT_FAILURE;
    }
    char *path = file_join(folder, "feed.json");
    file_replace(path, "[1,2]", 5, &reason);
    int failed = cmocka_run_group_tests_name("kiosk/bench_server", tests, NULL, NULL);
    bench_server_stop(server);
    unlink(path);
    rmdir(folder);
    free(path);
    return failed;
}
