/* cost COMMAND...: run a command with its output thrown away, and print the milliseconds of the processor that it used
 * and the memory that it took at most, in KiB. Exit status: the command's. Processor time, since a busy machine then
 * measures nearly as an idle one does. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    struct rusage use;
    int status = 0;
    if (argc < 2) return 2;
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null >= 0) (void)dup2(null, STDOUT_FILENO);
        (void)execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &use) != 0) return 1;
    (void)printf("%ld %ld\n",
                 (long)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000 +
                     (long)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1000,
                 use.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
