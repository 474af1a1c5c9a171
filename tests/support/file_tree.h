#ifndef BROADSIDE_TESTS_SUPPORT_FILE_TREE_H
#define BROADSIDE_TESTS_SUPPORT_FILE_TREE_H

#include <stddef.h>

// A folder of small files in /tmp, as sysfs looks.

#define FILE_TREE_ROOT 32

struct file_tree {
    char root[FILE_TREE_ROOT];
};

void file_tree_init(struct file_tree *tree);
void file_tree_finish(struct file_tree *tree); // everything below it goes
// Writes a file, "card0-HDMI-A-1/status", with the folders above it.
void file_tree_write(const struct file_tree *tree, const char *path, const char *text);
// Reads one; fails the test if it is not there. `out` holds `size` bytes with the final NUL.
void file_tree_read(const struct file_tree *tree, const char *path, char *out, size_t size);
void file_tree_remove(const struct file_tree *tree, const char *path);

#endif
