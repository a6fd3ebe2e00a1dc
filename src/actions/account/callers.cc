// Who signs a call. Answered from the call alone, so it needs no cell.
#include "actions/account/callers.h"

#include "contract/cam.h"
#include "contract/sts.h"

namespace terrane {
namespace {

namespace cam = contract::cam;
namespace sts = contract::sts;

contract::Text number_text(Arena& arena, uint64_t number) {
  return arena.copy(std::to_string(number));
}

Result<sts::GetCallerIdentityResponse> get_caller_identity(CloudCall& call,
                                                           const sts::GetCallerIdentityRequest&) {
  contract::Text owner = number_text(call.arena, uint64_t(call.account));
  contract::Text user = number_text(call.arena, call.caller.user);
  return sts::GetCallerIdentityResponse{
      .Arn = call.arena.copy("qcs::cam:" + std::string(owner) + ":uin/" + std::string(user)),
      .AccountId = owner,
      .UserId = user,
      .PrincipalId = user,
      .Type = "CAMUser"};
}

Result<cam::GetUserAppIdResponse> get_user_app_id(CloudCall& call,
                                                  const cam::GetUserAppIdRequest&) {
  return cam::GetUserAppIdResponse{.Uin = number_text(call.arena, call.caller.user),
                                   .OwnerUin = number_text(call.arena, uint64_t(call.account)),
                                   .AppId = call.caller.app_id};
}

// Accounts have no users besides themselves, so none is found.
Result<cam::DescribeSubAccountsResponse> describe_sub_accounts(
    CloudCall&, const cam::DescribeSubAccountsRequest&) {
  return cam::DescribeSubAccountsResponse{};
}

constexpr Handler kHandlers[] = {
    cloud_read<get_caller_identity>("sts", "GetCallerIdentity"),
    cloud_read<get_user_app_id>("cam", "GetUserAppId"),
    cloud_read<describe_sub_accounts>("cam", "DescribeSubAccounts"),
};

}  // namespace

std::span<const Handler> caller_handlers() {
  return kHandlers;
}

}  // namespace terrane
