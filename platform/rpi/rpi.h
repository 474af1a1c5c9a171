#ifndef BROADSIDE_PLATFORM_RPI_RPI_H
#define BROADSIDE_PLATFORM_RPI_RPI_H

// Where platform_rpi looks for what a machine has. The strings are borrowed.
struct rpi_places {
    const char *displays;    // "/sys/class/drm"
    const char *backlights;  // "/sys/class/backlight"
    const char *devices;     // "/dev", for cecN and dri/cardN
    const char *cec_program; // "cec-ctl", looked for in PATH
};

// Other ones than a real machine's, for tests; before open.
void rpi_set_places(const struct rpi_places *places);

#endif
