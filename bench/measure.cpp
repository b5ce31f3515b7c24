// Runs one command to its end and prints, as JSON on the third descriptor: wall, user and system seconds, peak
// resident memory in kilobytes, exit status. The whole process with its children, as a user pays for it.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: boussole-measure COMMAND [ARGUMENT...] 3>FILE\n", stderr);
    return 2;
  }
  const auto before = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    close(3);
    execvp(argv[1], argv + 1);
    std::perror(argv[1]);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child) return 71;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - before;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  dprintf(3, "{\"wall\": %.4f, \"user\": %.4f, \"system\": %.4f, \"peak_kb\": %ld, \"exit\": %d}\n", wall.count(),
          seconds(used.ru_utime), seconds(used.ru_stime), used.ru_maxrss, code);
  return code;
}
