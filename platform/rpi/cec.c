#include "platform/rpi/cec.h"

#include <dirent.h>
#include <limits.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

#define CHILDREN_MOST 8

static pid_t children[CHILDREN_MOST]; // 0: free

int cec_reap(void) {
    int running = 0;
    for (size_t i = 0; i < CHILDREN_MOST; i++) {
        if (children[i] && waitpid(children[i], NULL, WNOHANG) != 0) {
            children[i] = 0;
        }
        running += children[i] != 0;
    }
    return running;
}

static pid_t *free_child(void) {
    for (size_t i = 0; i < CHILDREN_MOST; i++) {
        if (!children[i]) {
            return &children[i];
        }
    }
    return NULL;
}

// Address 0 is the television (CEC table 5). "Image View On" wakes it and brings up this machine's picture.
static bool send_to(const char *program, const char *device, bool on) {
    char name[sizeof "--device=" + PATH_MAX];
    char *arguments[] = {(char[]){"cec-ctl"}, (char[]){"--skip-info"}, name, (char[]){"--playback"},
        (char[]){"--to=0"}, on ? (char[]){"--image-view-on"} : (char[]){"--standby"}, NULL};
    pid_t *child = free_child();
    posix_spawn_file_actions_t quiet;
    snprintf(name, sizeof name, "--device=%s", device);
    if (!child || posix_spawn_file_actions_init(&quiet) != 0) {
        return false;
    }
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1 /* O_WRONLY */, 0);
    posix_spawn_file_actions_adddup2(&quiet, 1, 2);
    bool is_started = posix_spawnp(child, program, &quiet, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&quiet);
    if (!is_started) {
        *child = 0;
    }
    return is_started;
}

bool cec_send(const char *program, const char *devices, bool on) {
    bool is_sent = false;
    DIR *directory = opendir(devices);
    if (!directory) {
        return false;
    }
    cec_reap();
    const struct dirent *entry;
    while ((entry = readdir(directory))) {
        char path[PATH_MAX];
        int bus, used = 0;
        if (sscanf(entry->d_name, "cec%2d%n", &bus, &used) == 1 && !entry->d_name[used]) {
            snprintf(path, sizeof path, "%s/%s", devices, entry->d_name);
            is_sent = send_to(program, path, on) || is_sent;
        }
    }
    closedir(directory);
    return is_sent;
}
