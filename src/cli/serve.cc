// `terrane serve`: runs a cloud until it is told to stop.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/verbs.h"
#include "server/server.h"

namespace terrane {
namespace {

// Blocks the signals that end the program in every thread, so that only wait_for_end() sees them.
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int serve(const ServerOptions& options) {
  sigset_t end_signals = block_end_signals();
  signal(SIGPIPE, SIG_IGN);
  auto server = Server::start(options);
  if (!server) {
    std::fprintf(stderr, "terrane: %s\n", server.error().message(Language::kEnglish).c_str());
    return 1;
  }
  std::printf("ready http://%s\n", (*server)->endpoint().c_str());
  std::fflush(stdout);
  int signal_number;
  sigwait(&end_signals, &signal_number);
  return 0;
}

}  // namespace

void add_serve(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<ServerOptions>();
  auto* verb = program.add_subcommand("serve", "Run a cloud");
  verb->add_option("--data", options->data_directory,
                   "Directory that holds the cloud: made at the first start");
  verb->add_option("--listen", options->listen,
                   "ADDR:PORT to serve HTTP and HTTPS on; port 0 takes any free one")
      ->capture_default_str();
  verb->add_flag("--ephemeral", options->ephemeral, "Keep everything in memory: gone at the end");
  verb->add_option(
          "--catalog", options->catalogue,
          "2017, 2026 or large, or a catalogue file: the regions, zones and types there are")
      ->capture_default_str();
  verb->add_option("--threads", options->threads, "Network threads; 0 is one per core")
      ->capture_default_str();
  verb->add_option("--request-log", options->request_log,
                   "File for a line about every call; - is standard error");
  verb->add_option("--calls-per-second", options->calls_per_second,
                   "Calls of one action that one account may make; 0 is any number")
      ->capture_default_str();
  verb->add_flag("--test-clock", options->test_clock,
                 "Let operators put the cloud's clock forward: `terrane clock advance 31d`");
  verb->add_option_function<double>(
          "--instance-seconds",
          [options](double length) {
            options->instance_durations.of_task.fill(
                milliseconds(static_cast<int64_t>(length * 1000)));
          },
          "How long an instance takes to boot, stop, reboot, …; without it, no time")
      ->check(CLI::Range(0.0, 86400.0));
  verb->add_option("--domain", options->domains,
                   "A name this cloud answers to besides tencentcloudapi.com; may be repeated");
  verb->callback([options, &chosen] { chosen = [options] { return serve(*options); }; });
}

}  // namespace terrane
