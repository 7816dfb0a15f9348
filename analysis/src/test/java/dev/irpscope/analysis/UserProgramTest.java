package dev.irpscope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.ReportContent;
import dev.irpscope.analysis.report.ReportFormat;
import dev.irpscope.analysis.report.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserProgramTest {
  @TempDir private Path folder;

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void programsBesideADriverAreToldOfButGetNoVerdict() throws IOException {
    file(
        "drv/entry.c",
        """
        #include <wdm.h>
        NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) { return 0; }
        """);
    file(
        "lib/lib.c",
        """
        #include <wdm.h>
        VOID Give(PIRP Irp) { IoCompleteRequest(Irp, IO_NO_INCREMENT); }
        """);
    file("shown/window.c", "#include <windows.h>\nint Show(HWND window) { return 0; }\n");
    file("tool/tool.c", "int main(int count, char **words) { return count; }\n");
    file(
        "tester/both.c",
        """
        #include <wdm.h>
        NTSTATUS Serve(PDEVICE_OBJECT Device, PIRP Irp) { return 0; }
        int main(void) { return 0; }
        """);
    AnalysisReport report = FolderAnalysis.report(folder, "SpinLock");
    assertEquals(List.of("drv", "lib", "tester"), report.drivers());
    assertEquals(
        List.of("drv", "lib", "tester"),
        report.results().stream().map(RuleResult::driver).toList());
    String text = ReportFormat.TEXT.write(ReportContent.of(report, List.of()));
    assertTrue(
        text.contains("\ntool is a program, not a driver; no rule is checked in it.\n"), text);
    assertTrue(text.contains("\nshown is a program, not a driver;"), text);
    assertTrue(text.endsWith(" in 3 drivers.\n"), text);
    assertFalse(text.contains("windows.h"), () -> "nobody misses it: " + text);
  }
}
