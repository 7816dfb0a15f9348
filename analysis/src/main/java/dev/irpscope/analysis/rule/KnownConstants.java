package dev.irpscope.analysis.rule;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Values of the constants that rules name. Statuses are signed 32-bit numbers, so an error is
 * negative.
 */
public final class KnownConstants {
  private static final String TABLE =
      """
      NULL 0
      FALSE 0
      TRUE 1
      STATUS_SUCCESS 0
      STATUS_CONTINUE_COMPLETION 0
      STATUS_ALERTED 0x101
      STATUS_TIMEOUT 0x102
      STATUS_PENDING 0x103
      STATUS_UNSUCCESSFUL 0xC0000001
      STATUS_INVALID_PARAMETER 0xC000000D
      STATUS_NO_SUCH_DEVICE 0xC000000E
      STATUS_INVALID_DEVICE_REQUEST 0xC0000010
      STATUS_MORE_PROCESSING_REQUIRED 0xC0000016
      STATUS_DELETE_PENDING 0xC0000056
      STATUS_INSUFFICIENT_RESOURCES 0xC000009A
      STATUS_NOT_SUPPORTED 0xC00000BB
      STATUS_CANCELLED 0xC0000120
      STATUS_INVALID_DEVICE_STATE 0xC0000184
      PASSIVE_LEVEL 0
      APC_LEVEL 1
      DISPATCH_LEVEL 2
      NotificationEvent 0
      SynchronizationEvent 1
      IrpProcessed 0
      IrpNotCompleted 1
      IrpNotWmi 2
      IrpForward 3
      IRP_MJ_CREATE 0x00
      IRP_MJ_CREATE_NAMED_PIPE 0x01
      IRP_MJ_CLOSE 0x02
      IRP_MJ_READ 0x03
      IRP_MJ_WRITE 0x04
      IRP_MJ_QUERY_INFORMATION 0x05
      IRP_MJ_SET_INFORMATION 0x06
      IRP_MJ_QUERY_EA 0x07
      IRP_MJ_SET_EA 0x08
      IRP_MJ_FLUSH_BUFFERS 0x09
      IRP_MJ_QUERY_VOLUME_INFORMATION 0x0A
      IRP_MJ_SET_VOLUME_INFORMATION 0x0B
      IRP_MJ_DIRECTORY_CONTROL 0x0C
      IRP_MJ_FILE_SYSTEM_CONTROL 0x0D
      IRP_MJ_DEVICE_CONTROL 0x0E
      IRP_MJ_INTERNAL_DEVICE_CONTROL 0x0F
      IRP_MJ_SHUTDOWN 0x10
      IRP_MJ_LOCK_CONTROL 0x11
      IRP_MJ_CLEANUP 0x12
      IRP_MJ_CREATE_MAILSLOT 0x13
      IRP_MJ_QUERY_SECURITY 0x14
      IRP_MJ_SET_SECURITY 0x15
      IRP_MJ_POWER 0x16
      IRP_MJ_SYSTEM_CONTROL 0x17
      IRP_MJ_DEVICE_CHANGE 0x18
      IRP_MJ_QUERY_QUOTA 0x19
      IRP_MJ_SET_QUOTA 0x1A
      IRP_MJ_PNP 0x1B
      IRP_MN_START_DEVICE 0x00
      IRP_MN_QUERY_REMOVE_DEVICE 0x01
      IRP_MN_REMOVE_DEVICE 0x02
      IRP_MN_CANCEL_REMOVE_DEVICE 0x03
      IRP_MN_STOP_DEVICE 0x04
      IRP_MN_QUERY_STOP_DEVICE 0x05
      IRP_MN_CANCEL_STOP_DEVICE 0x06
      IRP_MN_QUERY_DEVICE_RELATIONS 0x07
      IRP_MN_QUERY_INTERFACE 0x08
      IRP_MN_QUERY_CAPABILITIES 0x09
      IRP_MN_SURPRISE_REMOVAL 0x17
      IRP_MN_WAIT_WAKE 0x00
      IRP_MN_POWER_SEQUENCE 0x01
      IRP_MN_SET_POWER 0x02
      IRP_MN_QUERY_POWER 0x03
      """;

  private static final Map<String, Long> VALUES = values();

  private KnownConstants() {}

  /** The value of a constant; empty if this table does not have it. */
  public static OptionalLong value(String name) {
    Long value = VALUES.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** What a major code is called. */
  static Optional<String> majorName(long code) {
    return VALUES.entrySet().stream()
        .filter(known -> known.getKey().startsWith("IRP_MJ_") && known.getValue() == code)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** All names, sorted. */
  public static Set<String> names() {
    return VALUES.keySet();
  }

  private static Map<String, Long> values() {
    Map<String, Long> table = new TreeMap<>();
    TABLE
        .lines()
        .forEach(line -> {
          int space = line.indexOf(' ');
          long value = Long.decode(line.substring(space + 1));
          table.put(line.substring(0, space), value > Integer.MAX_VALUE ? (int) value : value);
        });
    return Collections.unmodifiableMap(table);
  }
}
