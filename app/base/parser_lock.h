#ifndef BROADSIDE_BASE_PARSER_LOCK_H
#define BROADSIDE_BASE_PARSER_LOCK_H

// cJSON notes in a variable of the whole process where its last parse went wrong, so two threads may not
// parse at a time. The courier reads answers while the main thread may read a new configuration: two rooms
// that do not know each other share this lock. Hold it for one parse, nothing else.
void parser_lock(void);
void parser_unlock(void);

#endif
