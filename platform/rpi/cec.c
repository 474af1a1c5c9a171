#include "platform/rpi/cec.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/cec.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

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

// Where this machine is plugged in, from the television's own description: "1.0.0.0" is its first socket.
static bool read_address(const char *device, __u16 *out) {
    int bus = open(device, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    bool is_read = bus >= 0 && ioctl(bus, CEC_ADAP_G_PHYS_ADDR, out) == 0 && *out != CEC_PHYS_ADDR_INVALID;
    if (bus >= 0) {
        close(bus);
    }
    return is_read;
}

// Address 0 is the television (CEC table 5). "Image View On" wakes it; it is "Active Source", which names the
// socket, that brings up this machine's picture.
static bool send_to(const char *program, const char *device, bool on) {
    char name[sizeof "--device=" + PATH_MAX], source[] = "--active-source=phys-addr=f.f.f.f";
    char *arguments[] = {(char[]){"cec-ctl"}, (char[]){"--skip-info"}, name, (char[]){"--playback"},
        (char[]){"--to=0"}, on ? (char[]){"--image-view-on"} : (char[]){"--standby"}, NULL, NULL};
    __u16 address;
    if (on && read_address(device, &address)) {
        snprintf(source, sizeof source, "--active-source=phys-addr=%x.%x.%x.%x", address >> 12,
            address >> 8 & 0xF, address >> 4 & 0xF, address & 0xF);
        arguments[sizeof arguments / sizeof *arguments - 2] = source;
    }
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
