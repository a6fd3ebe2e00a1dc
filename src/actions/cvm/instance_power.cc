// Starting, stopping, rebooting, resetting and terminating instances.
#include "actions/cvm/instances.h"
#include "region/block/disk_manager.h"
#include "region/compute/instance_manager.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

Result<api::StartInstancesResponse> start_instances(RegionWrite& call,
                                                    const api::StartInstancesRequest& request) {
  CHECKED(instance_manager::start(call.change, texts(request.InstanceIds)));
  return api::StartInstancesResponse{};
}

Result<api::StopInstancesResponse> stop_instances(RegionWrite& call,
                                                  const api::StopInstancesRequest& request) {
  CHECKED(instance_manager::stop(call.change, texts(request.InstanceIds), request.StopType,
                                 request.StoppedMode));
  return api::StopInstancesResponse{};
}

Result<api::RebootInstancesResponse> reboot_instances(RegionWrite& call,
                                                      const api::RebootInstancesRequest& request) {
  CHECKED(instance_manager::reboot(call.change, texts(request.InstanceIds), request.StopType));
  return api::RebootInstancesResponse{};
}

Result<api::TerminateInstancesResponse> terminate_instances(
    RegionWrite& call, const api::TerminateInstancesRequest& request) {
  if (request.ReleasePrepaidDataDisks.value_or(false))
    CHECKED(disk_manager::release_with(call.change, texts(request.InstanceIds)));
  CHECKED(instance_manager::terminate(call.change, texts(request.InstanceIds)));
  return api::TerminateInstancesResponse{};
}

Result<api::ResetInstanceResponse> reset_instance(RegionWrite& call,
                                                  const api::ResetInstanceRequest& request) {
  instance_manager::Reset wanted{.image = request.ImageId, .host_name = request.HostName};
  if (request.SystemDisk) wanted.system_disk.size_gib = request.SystemDisk->DiskSize.value_or(0);
  if (const api::LoginSettings* login = request.LoginSettings)
    wanted.login = {.password = login->Password,
                    .key_ids = texts(login->KeyIds),
                    .keep_image_login = login->KeepImageLogin == "TRUE"};
  if (contract::present(request.UserData)) wanted.user_data = request.UserData;
  CHECKED(instance_manager::reset(call.change, request.InstanceId, wanted));
  return api::ResetInstanceResponse{};
}

constexpr Handler kHandlers[] = {
    region_write<start_instances>("cvm", "StartInstances"),
    region_write<stop_instances>("cvm", "StopInstances"),
    region_write<reboot_instances>("cvm", "RebootInstances"),
    region_write<terminate_instances>("cvm", "TerminateInstances"),
    region_write<reset_instance>("cvm", "ResetInstance"),
};

}  // namespace

std::span<const Handler> instance_power_handlers() {
  return kHandlers;
}

}  // namespace terrane
