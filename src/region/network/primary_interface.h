// Every instance has a primary network interface, which has the instance's number: eni-1a2b3c4d is
// that of ins-1a2b3c4d. What it is made of is stored with the instance.
#pragma once

#include "base/resource_id.h"

namespace terrane {

inline NetworkInterfaceId primary_interface_of(InstanceId instance) {
  return NetworkInterfaceId(AnyId::of(Kind::kNetworkInterface, instance.number()));
}
// The instance whose primary interface has this ID, if there is such an instance.
inline InstanceId instance_with_primary(NetworkInterfaceId interface) {
  return InstanceId(AnyId::of(Kind::kInstance, interface.number()));
}

}  // namespace terrane
