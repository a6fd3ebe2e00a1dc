// `terrane login ins-…`: the ssh command that logs in to an instance, through a jump server where
// its region advises one.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

struct LoginOptions : ConnectionOptions {
  std::string instance;
  std::string from;
  std::string identity;
  bool run = false;
};

// The words of the ssh command, from where the way leads.
std::vector<std::string> ssh_words(const LoginOptions& options, const json::object& reply) {
  std::vector<std::string> words = {"ssh"};
  if (!options.identity.empty()) words.insert(words.end(), {"-i", options.identity});
  if (const json::object* jump = reply.at("Jump").if_object())
    words.insert(words.end(), {"-J", text_of(*jump, "User") + "@" + text_of(*jump, "Address")});
  words.push_back(text_of(reply, "User") + "@" + text_of(reply, "Address"));
  return words;
}

std::string keys_of(const json::object& end) {
  std::string keys;
  for (const auto& value : end.at("KeySet").as_array()) {
    const json::object& key = value.as_object();
    if (!keys.empty()) keys += ", ";
    keys += fmt::format("{} ({})", text_of(key, "KeyName"), text_of(key, "KeyId"));
  }
  return keys.empty() ? "no key pair: the image's own login or a password" : keys;
}

// The command alone on standard output, so that it can be run as it is; the rest beside it.
void show(const LoginOptions& options, const json::object& reply) {
  std::string told = text_of(reply, "Advice");
  if (!told.empty()) told += '\n';
  told += text_of(reply, "Reason") + '\n';
  if (reply.at("Reachable").as_bool()) {
    told += fmt::format("Keys of {}: {}\n", text_of(reply, "InstanceId"), keys_of(reply));
    if (const json::object* jump = reply.at("Jump").if_object())
      told += fmt::format("Keys of {}: {}\n", text_of(*jump, "InstanceId"), keys_of(*jump));
  }
  std::fputs(told.c_str(), stderr);
  if (!reply.at("Reachable").as_bool()) return;
  std::string command;
  for (const std::string& word : ssh_words(options, reply))
    (command += command.empty() ? "" : " ") += word;
  std::printf("%s\n", command.c_str());
}

// Becomes ssh; returns only where that could not be.
int become_ssh(const LoginOptions& options, const json::object& reply) {
  std::vector<std::string> words = ssh_words(options, reply);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::fflush(nullptr);
  execvp(arguments[0], arguments.data());
  std::fprintf(stderr, "terrane: ssh cannot be run: %s\n", std::strerror(errno));
  return 2;
}

int run(const LoginOptions& options) {
  json::object request{{"InstanceId", options.instance}};
  if (!options.from.empty()) request["From"] = options.from;
  auto answer = call_api(options, "terrane", "DescribeInstanceLogin", json::serialize(request), "");
  if (!answer || answer->refused) {
    int code = explain(answer, options);
    return code == 1 ? 2 : code;  // 1 is an answer here: there is no way in
  }
  const json::object& reply = answer->response;
  bool reachable = reply.at("Reachable").as_bool();
  if (options.json) {
    std::printf("%s\n", pretty(reply).c_str());
  } else {
    show(options, reply);
  }
  if (!reachable) return 1;
  return options.run ? become_ssh(options, reply) : 0;
}

}  // namespace

void add_login(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<LoginOptions>();
  auto* verb = program.add_subcommand("login", "Print the ssh command that logs in to an instance");
  verb->footer("Exit code: 0 there is a way in, 1 there is none, 2 refused or not answered.");
  verb->add_option("instance", options->instance, "ins-…, in any region")->required();
  verb->add_option("--from", options->from,
                   "Where you are: an instance's ID, or a public IPv4 address; the Internet if "
                   "left out");
  verb->add_option("-i,--identity", options->identity, "The private key's file, for ssh -i");
  verb->add_flag("--run", options->run, "Run the command at once");
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace terrane
