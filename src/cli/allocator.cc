// How jemalloc is set: it looks for this name when the program starts.

// A reply of twenty is larger than what a thread keeps for itself by default (32 KiB), and taking
// it from all threads' memory and giving it back costs more than some replies do.
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf = "tcache_max:262144";
}
