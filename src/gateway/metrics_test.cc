#include "gateway/metrics.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "gateway/rate_limiter.h"

namespace terrane {
namespace {

Route route_of(std::string_view service_name, std::string_view action) {
  const contract::Service* service = contract::find_service(service_name);
  return {service, contract::find_action(*service, action)};
}

TEST(MetricsTest, CallsAreCountedByActionAndCodeFromEveryThread) {
  HttpCounters connections;
  Metrics metrics(connections);
  const Route route = route_of("vpc", "DescribeVpcs");
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) {
        metrics.call_started();
        metrics.call_finished(&route, i % 10 ? "" : "LimitExceeded", milliseconds(3));
      }
    });
  for (std::thread& thread : threads) thread.join();
  metrics.call_started();
  metrics.call_started();
  metrics.call_finished(nullptr, "InvalidAction", milliseconds(0));
  const std::string text = metrics.text();
  for (std::string_view line : {
           "terrane_requests_total{service=\"vpc\",action=\"DescribeVpcs\",code=\"OK\"} 3600\n",
           "terrane_requests_total{service=\"vpc\",action=\"DescribeVpcs\",code=\"LimitExceeded\"} "
           "400\n",
           "terrane_requests_total{service=\"\",action=\"\",code=\"InvalidAction\"} 1\n",
           "terrane_request_seconds_bucket{service=\"vpc\",action=\"DescribeVpcs\",le=\"0.0025\"} "
           "0\n",
           "terrane_request_seconds_bucket{service=\"vpc\",action=\"DescribeVpcs\",le=\"0.005\"} "
           "4000\n",
           "terrane_request_seconds_bucket{service=\"vpc\",action=\"DescribeVpcs\",le=\"+Inf\"} "
           "4000\n",
           "terrane_request_seconds_sum{service=\"vpc\",action=\"DescribeVpcs\"} 12\n",
           "terrane_requests_in_flight 1\n",
       })
    EXPECT_NE(text.find(line), std::string::npos) << line << "\nin\n" << text;
}

TEST(RateLimiterTest, AnAccountMayCallAnActionSoOftenEachSecond) {
  RateLimiter limiter(10);
  const contract::Action& action = *route_of("vpc", "DescribeVpcs").action;
  const contract::Action& other = *route_of("vpc", "CreateVpc").action;
  Time now{1'000'000'000};
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limiter.admit(AccountId(1), action, now));
  EXPECT_FALSE(limiter.admit(AccountId(1), action, now));
  EXPECT_TRUE(limiter.admit(AccountId(2), action, now));
  EXPECT_TRUE(limiter.admit(AccountId(1), other, now));
  now = now + milliseconds(100);
  EXPECT_TRUE(limiter.admit(AccountId(1), action, now));
  EXPECT_FALSE(limiter.admit(AccountId(1), action, now));
  now = now + seconds(60);  // saves up no more than one second's worth
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limiter.admit(AccountId(1), action, now));
  EXPECT_FALSE(limiter.admit(AccountId(1), action, now));
}

}  // namespace
}  // namespace terrane
