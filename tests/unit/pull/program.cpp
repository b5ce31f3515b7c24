#include "tests/unit/pull/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/unit/archive/scratch.h"

namespace boussole::test {
namespace {

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

namespace {

/// @param meanwhile  called with the child once it runs
Ran run(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
        const std::function<void(pid_t)>& meanwhile) {
  const connectors::Scratch scratch;
  std::vector<std::string> words{BOUSSOLE_PROGRAM}, variables;
  words.insert(words.end(), arguments.begin(), arguments.end());
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(words), envp = pointers(variables);
  const std::string out = scratch.path("out"), err = scratch.path("err");
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  meanwhile(child);
  int status = 0;
  struct rusage used {};
  ::wait4(child, &status, 0, &used);
  Ran ran;
  ran.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ran.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  ran.peak_kb = used.ru_maxrss;
  ran.out = content(out);
  ran.err = content(err);
  return ran;
}

}  // namespace

Ran run_program(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
                std::optional<std::chrono::microseconds> kill_after) {
  return run(arguments, environment, [&](pid_t child) {
    if (!kill_after) return;
    std::this_thread::sleep_for(*kill_after);
    ::kill(child, SIGKILL);
  });
}

Ran run_until(const std::vector<std::string>& arguments, const std::function<bool()>& kill_when) {
  return run(arguments, {}, [&](pid_t child) {
    for (;;) {
      siginfo_t ended{};
      if (::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == child)
        return;
      if (kill_when()) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ::kill(child, SIGKILL);
  });
}

}  // namespace boussole::test
