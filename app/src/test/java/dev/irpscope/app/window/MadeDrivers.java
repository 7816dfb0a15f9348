package dev.irpscope.app.window;

import dev.irpscope.app.bench.LongDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Drivers that are too large, or too broken, to be kept as samples. */
final class MadeDrivers {
  private static final String HELPER =
      """

      /* One of many of its kind: it looks at a word of the request and says what it makes of it. */
      static ULONG HelperNUMBER(ULONG Value)
      {
          ULONG sum = Value;

          if (Value > NUMBER) {
              sum = Value - NUMBER;
          }
          while (sum > 16) {
              sum = sum / 2;
          }
          return sum;
      }
      """;

  private static final String BROKEN =
      """
      #include <wdm.h>
      #include <vendorbus.h>

      DRIVER_DISPATCH OddDispatch;
      DRIVER_DISPATCH OddOther;

      NTSTATUS OddDispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
      {
          ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;

          if (length @@ 4) {
              return STATUS_INVALID_PARAMETER;
          }
          Irp->IoStatus.Status = STATUS_SUCCESS;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return STATUS_SUCCESS;
      }

      NTSTATUS OddOther(PDEVICE_OBJECT DeviceObject, PIRP Irp)
      {
          switch (length { case ) 3:
          return STATUS_SUCCESS;
      }
      """;

  private MadeDrivers() {}

  /** A driver with one function of at least this many lines. */
  static Path longFunction(Path folder, int lines) throws IOException {
    return LongDriver.write(folder, lines / 9 + 1);
  }

  /** A driver with one file of at least this many lines, most of them in functions off the path. */
  static Path longFile(Path folder, int lines) throws IOException {
    StringBuilder text = new StringBuilder(LongDriver.text(12));
    for (int i = 0; i <= lines / HELPER.lines().count(); i++) {
      text.append(HELPER.replace("NUMBER", Integer.toString(i)));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("long.c"), text);
    return folder;
  }

  /** A driver with a violation, and beside it a file that cannot be read whole. */
  static Path broken(Path folder) throws IOException {
    LongDriver.write(folder, 4);
    Files.writeString(folder.resolve("odd.c"), BROKEN);
    return folder;
  }
}
