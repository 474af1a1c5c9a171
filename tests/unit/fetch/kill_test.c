// A process that does nothing but write editions onto the shelf is killed at a random moment, again and
// again. What the next life finds was really put there, whole, and is never older than what was found before.
// BROADSIDE_KILLS: how often; without it a few times.

#include "support/test.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "fetch/shelf.h"

#define NAME "world http://news.example/feed"
#define MOST ((size_t)1 << 22)
#define WORDS_MOST 20000

static int kills(void) {
    const char *wish = getenv("BROADSIDE_KILLS");
    return wish ? (int)strtol(wish, NULL, 10) : 25;
}

// Edition `number`, which says its number over and over: any mixture of two is seen.
static struct shelf_item edition_of(unsigned number, char *text, size_t size) {
    size_t used = 0, words = 1 + (size_t)number * 7919 % WORDS_MOST;
    for (size_t i = 0; i < words && used + 12 < size; i++) {
        used += (size_t)snprintf(text + used, size - used, "%u ", number);
    }
    return (struct shelf_item){.body = text, .len = used, .url = NAME, .fetched = (millis)number};
}

// The life of the one who writes; tells each edition that is safely there through the pipe.
static void write_for_ever(const char *folder, unsigned first, int told) {
    struct shelf *shelf = shelf_create(folder, MOST);
    static char text[WORDS_MOST * 12];
    for (unsigned number = first;; number++) {
        struct shelf_item item = edition_of(number, text, sizeof text);
        shelf_put(shelf, SHELF_SOURCE, NAME, &item, (millis)number * DAY);
        if (write(told, &number, sizeof number) != sizeof number) {
            _exit(1);
        }
    }
}

static unsigned last_told(int fd) {
    unsigned number, last = 0;
    while (read(fd, &number, sizeof number) == sizeof number) {
        last = number;
    }
    return last;
}

// The number of the edition that is found; 0 if there is none. Fails if it is not whole.
static unsigned find_edition(const char *folder) {
    struct shelf *shelf = shelf_create(folder, MOST);
    static char text[WORDS_MOST * 12];
    struct shelf_item item;
    char *memory;
    unsigned number = 0;
    if (shelf_take(shelf, SHELF_SOURCE, NAME, &item, &memory)) {
        number = (unsigned)item.fetched;
        struct shelf_item whole = edition_of(number, text, sizeof text);
        assert_int_equal(item.len, whole.len);
        assert_memory_equal(item.body, whole.body, whole.len);
    }
    assert_int_equal(shelf_figures(shelf).damaged, 0);
    assert_true(shelf_figures(shelf).files <= 1); // what was half written is cleared away
    free(memory);
    shelf_destroy(shelf);
    return number;
}

static void what_is_found_was_really_sent(void **state) {
    (void)state;
    char folder[] = "/tmp/broadside-kill-XXXXXX", command[96];
    uint64_t seed = 4;
    unsigned found = 0;
    int count = kills();
    log_set_level(LOG_ERROR);
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < count; i++) {
        int told[2];
        assert_int_equal(pipe(told), 0);
        pid_t child = fork();
        if (child == 0) {
            close(told[0]);
            write_for_ever(folder, found + 1, told[1]);
        }
        close(told[1]);
        poll(NULL, 0, test_random_between(&seed, 0, 40)); // the moment is the test
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        unsigned safe = last_told(told[0]);
        close(told[0]);
        unsigned next = find_edition(folder);
        assert_true(next >= found && next >= safe);
        found = next;
    }
    printf("%d kills, %u editions written\n", count, found);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_found_was_really_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
