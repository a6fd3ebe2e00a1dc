// The table of handlers: a new action is one function and one line.
//   constexpr Handler kVpcHandlers[] = {region_write<create_vpc>("vpc", "CreateVpc"), ...};
#pragma once

#include <span>
#include <string>
#include <type_traits>

#include "actions/call.h"
#include "contract/encode.h"
#include "contract/shape.h"

namespace terrane {

// Where an action works, which decides what it may touch and which lock it holds.
enum class Reach : uint8_t { kCloud, kAccountRead, kRegionRead, kRegionWrite };

struct Handler {
  std::string_view service;
  std::string_view action;
  Reach reach;
  bool writes;  // changes something: audited, and repeated by ClientToken
  bool operator_only;
  const contract::Shape& (*request_shape)();
  // Runs the handler and appends the reply's members, each followed by a comma; `call` is the Call
  // struct of its reach.
  Result<void> (*run)(void* call, const void* request, std::string& reply);
};

namespace detail {

template <class>
struct Signature;
template <class Response, class CallType, class Request>
struct Signature<Result<Response> (*)(CallType&, const Request&)> {
  using TheCall = CallType;
  using TheRequest = Request;
};

template <auto function>
constexpr Handler handler(std::string_view service, std::string_view action, Reach reach,
                          bool writes, bool operator_only = false) {
  using S = Signature<decltype(function)>;
  return {service,
          action,
          reach,
          writes,
          operator_only,
          &contract::shape_of<typename S::TheRequest>,
          [](void* call, const void* request, std::string& reply) -> Result<void> {
            auto response = function(*static_cast<typename S::TheCall*>(call),
                                     *static_cast<const typename S::TheRequest*>(request));
            if (!response) return std::unexpected(std::move(response).error());
            contract::encode_json_members(contract::shape_of<std::decay_t<decltype(*response)>>(),
                                          &*response, reply);
            return {};
          }};
}

}  // namespace detail

template <auto function>
constexpr Handler region_read(std::string_view service, std::string_view action) {
  return detail::handler<function>(service, action, Reach::kRegionRead, false);
}
template <auto function>
constexpr Handler region_write(std::string_view service, std::string_view action) {
  return detail::handler<function>(service, action, Reach::kRegionWrite, true);
}
template <auto function>
constexpr Handler account_read(std::string_view service, std::string_view action) {
  return detail::handler<function>(service, action, Reach::kAccountRead, false);
}
template <auto function>
constexpr Handler cloud_read(std::string_view service, std::string_view action) {
  return detail::handler<function>(service, action, Reach::kCloud, false);
}
template <auto function>
constexpr Handler cloud_write(std::string_view service, std::string_view action) {
  return detail::handler<function>(service, action, Reach::kCloud, true);
}
// For actions of service `terrane` that only an operator's account may call.
constexpr Handler for_operators(Handler handler) {
  handler.operator_only = true;
  return handler;
}

// Every handler of the program, one group per table (actions/handlers.cc).
std::span<const std::span<const Handler>> handlers();
// The action's handler; null where the contract lists it and nothing implements it.
const Handler* find_handler(const contract::Action& action);

}  // namespace terrane
