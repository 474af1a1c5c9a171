#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/service.h"

static void says_nothing_without_a_manager(void **state) {
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    service_say_ready();
    service_say_alive();
    assert_true(service_watchdog() == MILLIS_NEVER);
}

static void tells_the_manager(void **state) {
    (void)state;
    static const struct {
        void (*say)(void);
        const char *text;
    } rows[] = {{service_say_ready, "READY=1"}, {service_say_alive, "WATCHDOG=1"},
        {service_say_stopping, "STOPPING=1"}};
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "/tmp/broadside-notify-%d", (int)getpid());
    unlink(address.sun_path);
    int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(manager, (struct sockaddr *)&address, sizeof address), 0);
    setenv("NOTIFY_SOCKET", address.sun_path, 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[64] = "";
        rows[i].say();
        assert_true(recv(manager, text, sizeof text - 1, MSG_DONTWAIT) > 0);
        assert_string_equal(text, rows[i].text);
    }
    unsetenv("NOTIFY_SOCKET");
    close(manager);
    unlink(address.sun_path);
}

static void knows_how_long_the_manager_waits(void **state) {
    (void)state;
    setenv("WATCHDOG_USEC", "30000000", 1);
    assert_true(service_watchdog() == 30 * SECOND);
    setenv("WATCHDOG_PID", "1", 1); // of another process
    assert_true(service_watchdog() == MILLIS_NEVER);
    unsetenv("WATCHDOG_PID");
    unsetenv("WATCHDOG_USEC");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_nothing_without_a_manager),
        cmocka_unit_test(tells_the_manager),
        cmocka_unit_test(knows_how_long_the_manager_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
