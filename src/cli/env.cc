// `terrane env`: settings to paste, for each client. What each client sends, and so what it must be
// told, differs; the words here are what was seen to work with each.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/http_client.h"
#include "cli/verbs.h"
#include "contract/shape.h"

namespace terrane {
namespace {

// Values in single quotes, as shells read them.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string protocol_of(const Connection& c) {
  return c.endpoint.starts_with("https") ? "https" : "http";
}

std::string for_shell(const Connection& c) {
  std::string text = fmt::format(
      "export TERRANE_ENDPOINT={0}\n"
      "export TERRANE_SECRET_ID={1}\n"
      "export TERRANE_SECRET_KEY={2}\n"
      "export TENCENTCLOUD_SECRET_ID={1}\n"
      "export TENCENTCLOUD_SECRET_KEY={2}\n"
      "export TENCENTCLOUD_REGION=ap-guangzhou\n",
      shell_quoted(c.endpoint), shell_quoted(c.secret_id), shell_quoted(c.secret_key));
  if (!c.authority.empty())
    text += fmt::format("export TERRANE_CA={}\n", shell_quoted(c.authority));
  text += fmt::format(
      "# Clients that cannot be told an endpoint reach this cloud as their proxy:\n"
      "#   export HTTP_PROXY={0} HTTPS_PROXY={0}\n",
      shell_quoted(c.endpoint));
  if (!c.authority.empty())
    text += fmt::format("#   export SSL_CERT_FILE={0} NODE_EXTRA_CA_CERTS={0}\n",
                        shell_quoted(c.authority));
  return text;
}

std::string for_tccli(const Connection& c) {
  std::string text =
      fmt::format("tccli configure set secretId {} secretKey {} region ap-guangzhou output json\n",
                  shell_quoted(c.secret_id), shell_quoted(c.secret_key));
  text += "tccli configure set";
  for (const contract::Service& service : contract::services())
    if (service.name != "terrane")
      text += fmt::format(" \\\n  {}.endpoint {}", service.name, shell_quoted(c.endpoint));
  return text + "\n";
}

std::string for_terraform(const Connection& c) {
  return fmt::format(
      "# The provider cannot be told an endpoint without a DNS name for each service, so it "
      "reaches\n"
      "# this cloud as its proxy.\n"
      "export TENCENTCLOUD_PROTOCOL=HTTP HTTP_PROXY={}\n"
      "export TENCENTCLOUD_SECRET_ID={}\n"
      "export TENCENTCLOUD_SECRET_KEY={}\n"
      "export TENCENTCLOUD_REGION=ap-guangzhou\n",
      shell_quoted(c.endpoint), shell_quoted(c.secret_id), shell_quoted(c.secret_key));
}

std::string for_python(const Connection& c) {
  return fmt::format(
      "from tencentcloud.common import credential\n"
      "from tencentcloud.common.profile.client_profile import ClientProfile\n"
      "from tencentcloud.common.profile.http_profile import HttpProfile\n"
      "from tencentcloud.cvm.v20170312 import cvm_client, models\n"
      "\n"
      "key = credential.Credential('{1}', '{2}')\n"
      "profile = ClientProfile(httpProfile=HttpProfile(protocol='{3}', endpoint='{0}'))\n"
      "cvm = cvm_client.CvmClient(key, 'ap-guangzhou', profile)\n"
      "print(cvm.DescribeZones(models.DescribeZonesRequest()))\n",
      endpoint_host(c.endpoint), c.secret_id, c.secret_key, protocol_of(c));
}

std::string for_node(const Connection& c) {
  return fmt::format(
      "const {{ cvm }} = require('tencentcloud-sdk-nodejs-cvm');\n"
      "\n"
      "const client = new cvm.v20170312.Client({{\n"
      "  credential: {{ secretId: '{1}', secretKey: '{2}' }},\n"
      "  region: 'ap-guangzhou',\n"
      "  profile: {{ httpProfile: {{ endpoint: '{0}', protocol: '{3}://' }} }},\n"
      "}});\n"
      "client.DescribeZones({{}}).then((reply) => console.log(reply.ZoneSet));\n",
      endpoint_host(c.endpoint), c.secret_id, c.secret_key, protocol_of(c));
}

std::string for_go(const Connection& c) {
  return fmt::format(
      "package main\n"
      "\n"
      "import (\n"
      "\t\"fmt\"\n"
      "\n"
      "\t\"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common\"\n"
      "\t\"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile\"\n"
      "\tcvm \"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm/v20170312\"\n"
      ")\n"
      "\n"
      "func main() {{\n"
      "\tkey := common.NewCredential(\"{1}\", \"{2}\")\n"
      "\tsettings := profile.NewClientProfile()\n"
      "\tsettings.HttpProfile.Endpoint = \"{0}\"\n"
      "\tsettings.HttpProfile.Scheme = \"{3}\"\n"
      "\tclient, err := cvm.NewClient(key, \"ap-guangzhou\", settings)\n"
      "\tif err != nil {{\n"
      "\t\tpanic(err)\n"
      "\t}}\n"
      "\treply, err := client.DescribeZones(cvm.NewDescribeZonesRequest())\n"
      "\tif err != nil {{\n"
      "\t\tpanic(err)\n"
      "\t}}\n"
      "\tfmt.Println(reply.ToJsonString())\n"
      "}}\n",
      endpoint_host(c.endpoint), c.secret_id, c.secret_key, protocol_of(c));
}

std::string for_java(const Connection& c) {
  return fmt::format(
      "import com.tencentcloudapi.common.Credential;\n"
      "import com.tencentcloudapi.common.profile.*;\n"
      "import com.tencentcloudapi.cvm.v20170312.CvmClient;\n"
      "import com.tencentcloudapi.cvm.v20170312.models.*;\n"
      "\n"
      "class First {{\n"
      "  public static void main(String[] arguments) throws Exception {{\n"
      "    Credential key = new Credential(\"{1}\", \"{2}\");\n"
      "    HttpProfile http = new HttpProfile();\n"
      "    http.setEndpoint(\"{0}\");\n"
      "    http.setProtocol(\"{3}://\");\n"
      "    ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);\n"
      "    CvmClient cvm = new CvmClient(key, \"ap-guangzhou\", profile);\n"
      "    DescribeZonesResponse reply = cvm.DescribeZones(new DescribeZonesRequest());\n"
      "    System.out.println(DescribeZonesResponse.toJsonString(reply));\n"
      "  }}\n"
      "}}\n",
      endpoint_host(c.endpoint), c.secret_id, c.secret_key, protocol_of(c));
}

std::string for_programs(const Connection& c) {
  return pretty(boost::json::object{{"Endpoint", c.endpoint},
                                    {"SecretId", c.secret_id},
                                    {"SecretKey", c.secret_key},
                                    {"CertificateFile", c.authority}}) +
         "\n";
}

struct EnvOptions : ConnectionOptions {
  std::string (*print)(const Connection&) = for_shell;
};

}  // namespace

void add_env(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<EnvOptions>();
  auto* verb = program.add_subcommand("env", "Print settings to paste, for one kind of client");
  verb->add_option("--data", options->data_directory,
                   "The data directory of a cloud on this machine");
  auto* clients = verb->add_option_group("client");
  struct Choice {
    const char* flag;
    const char* words;
    std::string (*print)(const Connection&);
  };
  static constexpr Choice kChoices[] = {
      {"--shell", "Variables of a shell (without any choice, too)", for_shell},
      {"--tccli", "Commands that configure tccli", for_tccli},
      {"--terraform", "Variables of the Terraform provider", for_terraform},
      {"--python", "A program of the Python SDK", for_python},
      {"--node", "A program of the Node SDK", for_node},
      {"--go", "A program of the Go SDK", for_go},
      {"--java", "A program of the Java SDK", for_java},
      {"--json", "The same facts for any other program", for_programs}};
  for (const Choice& choice : kChoices)
    clients->add_flag_callback(
        choice.flag, [options, &choice] { options->print = choice.print; }, choice.words);
  clients->require_option(0, 1);
  verb->callback([options, &chosen] {
    chosen = [options] {
      auto connection = find_connection(*options);
      if (!connection) return fail(connection.error());
      std::fputs(options->print(*connection).c_str(), stdout);
      return 0;
    };
  });
}

}  // namespace terrane
