#include "server/server.h"

#include <cstdlib>
#include <optional>

#include "actions/dispatcher.h"
#include "drill/desk.h"
#include "driver/sim/sim_driver.h"
#include "env/real/files.h"
#include "env/real/real_clock.h"
#include "env/real/real_random.h"
#include "env/real/real_workers.h"
#include "env/real/test_time.h"
#include "gateway/api_front.h"
#include "gateway/audit_file.h"
#include "gateway/audit_memory.h"
#include "gateway/certificate_authority.h"
#include "gateway/http_server.h"
#include "server/account_credentials.h"
#include "server/administrator.h"
#include "server/console_files.h"
#include "server/data_directory.h"
#include "server/listen_address.h"
#include "server/state_files.h"
#include "store/memory/memory_store.h"
#include "store/rocksdb/rocksdb_store.h"

namespace terrane {
namespace {

constexpr ErrorKind kNoDirectory{
    "MissingParameter", "Say where the cloud is kept: --data DIR, or --ephemeral for nowhere.",
    "请指定数据目录：--data DIR，或使用 --ephemeral 不保存数据。"};

constexpr ErrorKind kClockIsAhead{
    "InvalidDataDirectory",
    "The clock of the cloud in {} was put forward by {} seconds, and time does not go back: start "
    "it with --test-clock.",
    "{} 中的云的时钟已被拨快 {} 秒，时间不能倒退，请以 --test-clock 启动。"};

Result<Catalogue> choose_catalogue(const std::string& name) {
  if (name.find('/') == std::string::npos && name.find('.') == std::string::npos)
    return Catalogue::built_in(name);
  TRY(std::string text, read_file(name));
  return Catalogue::parse({name, text}, built_in_catalogue_files());
}

}  // namespace

// In the order of construction: each part may use those above it, and ends before them.
struct Server::Parts {
  RealClock clock;
  RealRandom random;
  RealWorkers workers;
  std::optional<DataDirectory> directory;
  std::optional<TestTime> test_time;
  std::optional<Env> env;
  std::unique_ptr<RocksDbEngine> engine;  // none if ephemeral
  std::unique_ptr<Cloud> cloud;
  std::unique_ptr<AccountCredentials> credentials;
  std::unique_ptr<Dispatcher> dispatcher;
  std::unique_ptr<drill::Desk> drill_desk;

  HttpCounters connections;
  Metrics metrics{connections};
  std::unique_ptr<LineFile> request_log, audit_log;
  std::unique_ptr<AuditSink> audit;
  std::unique_ptr<RateLimiter> rate_limiter;
  std::unique_ptr<Hosts> hosts;
  std::unique_ptr<CertificateAuthority> authority;
  Console console{console_files()};
  std::unique_ptr<ApiFront> front;
  std::string address;
  std::unique_ptr<HttpServer> http;
  std::unique_ptr<Worker> opener;  // opens the regions that have state, while others are served

  Env real_env() { return {clock, random, workers}; }
  Result<void> choose_time(const ServerOptions& options);
  Result<void> open_cloud(const ServerOptions& options);
  Result<void> open_books(const ServerOptions& options);
  Result<void> open_door(const ServerOptions& options);
  std::unique_ptr<StateShelf> reports(const ServerOptions& options) const {
    if (options.ephemeral) return std::make_unique<MemoryShelf>();
    return std::make_unique<FileShelf>(directory->reports());
  }
  template <class Trail>
  void keep_audit(std::unique_ptr<Trail> trail) {
    cloud->lend(*trail);
    audit = std::move(trail);
  }
};

// The cloud's time. Clients go on signing by real time, so the gateway goes by that.
Result<void> Server::Parts::choose_time(const ServerOptions& options) {
  bool keeps = directory && !options.ephemeral;
  Duration ahead;
  if (keeps) {
    TRY(ahead, directory->clock_ahead());
  }
  if (!options.test_clock) {
    if (ahead > Duration{})
      return refuse(kClockIsAhead, directory->path(),
                    std::to_string(ahead.microseconds / seconds(1).microseconds));
    env.emplace(Env{clock, random, workers});
    return {};
  }
  test_time.emplace(ahead, [this, keeps](Duration later) -> Result<void> {
    return keeps ? directory->keep_clock_ahead(later) : Result<void>();
  });
  env.emplace(Env{*test_time, random, *test_time, &*test_time});
  return {};
}

Result<void> Server::Parts::open_cloud(const ServerOptions& options) {
  TRY(Catalogue catalogue, choose_catalogue(options.catalogue));
  OpenStore open_store = [](std::string_view) -> Result<std::unique_ptr<Store>> {
    return std::make_unique<MemoryStore>();
  };
  if (!options.ephemeral) {
    TRY(engine, RocksDbEngine::open(directory->cells()));
    open_store = [this](std::string_view cell) -> Result<std::unique_ptr<Store>> {
      return engine->store(cell);
    };
  }
  OpenDriver open_driver = [this, durations = options.instance_durations](const Region&) {
    return std::make_unique<SimDriver>(*env, durations);
  };
  TRY(cloud,
      Cloud::open(std::move(catalogue), *env, std::move(open_store), std::move(open_driver)));
  if (!options.ephemeral) cloud->keep_states(std::make_unique<FileShelf>(directory->states()));
  drill_desk = std::make_unique<drill::Desk>(real_env(), reports(options));
  cloud->lend(*drill_desk);
  CHECKED(ensure_administrator(*cloud, directory ? &*directory : nullptr));
  credentials = std::make_unique<AccountCredentials>(*cloud);
  dispatcher = std::make_unique<Dispatcher>(*cloud);
  return {};
}

Result<void> Server::Parts::open_books(const ServerOptions& options) {
  if (!options.request_log.empty()) {
    TRY(request_log, LineFile::open({.path = options.request_log}, real_env()));
  }
  if (directory && !options.ephemeral) {
    CHECKED(make_directory(directory->path() + "/audit", 0700));
    TRY(audit_log, LineFile::open({.path = directory->audit_log()}, real_env()));
    keep_audit(std::make_unique<AuditFile>(*audit_log));
  } else {
    keep_audit(std::make_unique<AuditMemory>());
  }
  if (options.calls_per_second > 0)
    rate_limiter = std::make_unique<RateLimiter>(options.calls_per_second);
  return {};
}

Result<void> Server::Parts::open_door(const ServerOptions& options) {
  TRY(ListenAddress listen, parse_listen_address(options.listen));
  address = listen.address;
  hosts = std::make_unique<Hosts>(
      [](std::string_view label) { return contract::find_service(label) != nullptr; },
      options.domains);
  AuthorityFiles files;
  if (directory) {
    TRY(files, directory->authority(clock.now()));
  } else {
    files = CertificateAuthority::make(clock.now());
  }
  authority = std::make_unique<CertificateAuthority>(std::move(files), *hosts, address, clock);
  front = std::make_unique<ApiFront>(ApiFrontParts{.dispatcher = *dispatcher,
                                                   .credentials = *credentials,
                                                   .clock = clock,
                                                   .random = random,
                                                   .metrics = metrics,
                                                   .audit = audit.get(),
                                                   .request_log = request_log.get(),
                                                   .rate_limiter = rate_limiter.get(),
                                                   .console = &console});
  TRY(http,
      HttpServer::listen({.address = address, .port = listen.port, .threads = options.threads},
                         *hosts, connections, *front, authority.get()));
  return {};
}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options) {
  if (options.data_directory.empty() && !options.ephemeral) return refuse(kNoDirectory);
  auto parts = std::make_unique<Parts>();
  if (!options.data_directory.empty()) {
    TRY(parts->directory, DataDirectory::open(options.data_directory));
  }
  CHECKED(parts->choose_time(options));
  CHECKED(parts->open_cloud(options));
  CHECKED(parts->open_books(options));
  CHECKED(parts->open_door(options));
  std::unique_ptr<Server> server(new Server(std::move(parts)));
  Parts& running = *server->parts_;
  if (running.directory) CHECKED(running.directory->keep_endpoint("http://" + server->endpoint()));
  if (running.engine) {
    running.opener = running.workers.start("opener", [&running] {
      for (const Region& region : running.cloud->catalogue().regions())
        if (running.directory->has_cell(region.id))
          (void)running.cloud->region(running.cloud->catalogue().index_of(region));
    });
    running.opener->wake();
  }
  return server;
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  parts_->dispatcher->hurry();
  if (parts_->http) parts_->http->stop();
}

std::string Server::endpoint() const {
  return format_listen_address({parts_->address, parts_->http->port()});
}

}  // namespace terrane
