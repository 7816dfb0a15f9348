package dev.irpscope.analysis.wdk.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Constants, sizes and offsets of the built-in headers against those of mingw-w64's driver headers,
 * where both know a name. A difference that is meant stands with its reason in {@code
 * explained-differences.txt}.
 */
final class HeaderFactsTest {
  private static final Path DRIVER_HEADERS = Path.of("/usr/share/mingw-w64/include/ddk");
  private static final Pattern ERROR = Pattern.compile("checks\\.c:(\\d+):\\d+: error: (.*)");

  @TempDir Path folder = Path.of("");

  @Test
  void kernelHeadersSayWhatTheOtherOnesSay() throws Exception {
    agree(
        List.of(
            "ntifs.h",
            "ntstatus.h",
            "usb.h",
            "usbioctl.h",
            "acpiioct.h",
            "scsi.h",
            "srb.h",
            "ntddscsi.h",
            "ntddser.h",
            "ntdddisk.h",
            "ntddstor.h",
            "ntddkbd.h",
            "ntddmou.h",
            "ntdd8042.h",
            "kbdmou.h",
            "mountmgr.h",
            "mountdev.h",
            "ntddcdrm.h",
            "ntddvol.h",
            "ntddtape.h",
            "wmilib.h",
            "wmistr.h",
            "evntrace.h"),
        "",
        3000);
  }

  @Test
  void networkHeadersSayWhatTheOtherOnesSay() throws Exception {
    agree(List.of("ntddndis.h"), "#include <windef.h>\n#include <winbase.h>\n", 350);
  }

  private void agree(List<String> headers, String before, int atLeast) throws Exception {
    assumeTrue(Files.isDirectory(DRIVER_HEADERS), "skipped: no mingw-w64 driver headers here");
    Map<HeaderFacts.Fact, Long> facts = onLargeStack(headers);
    StringBuilder include = new StringBuilder(before);
    headers.forEach(name -> include.append("#include <").append(name).append(">\n"));
    List<String> lines = HeaderFacts.checks(include.toString(), facts);
    Path file = folder.resolve("checks.c");
    Files.write(file, lines);
    Map<Integer, String> errors = compile(file);
    Map<String, String> explained = explained();
    Map<String, String> unexplained = new TreeMap<>();
    TreeSet<String> agreeing = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("_Static_assert")) {
        String error = errors.getOrDefault(i + 1, "");
        String name = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
        boolean absent = errors.getOrDefault(i + 3, "").contains("#error absent");
        if (error.isEmpty() && !absent) {
          agreeing.add(name);
        } else if (error.contains("static assertion failed") && !explained.containsKey(name)) {
          unexplained.put(name, line);
        }
      }
    }
    assertEquals(Map.of(), unexplained);
    assertTrue(agreeing.size() > atLeast, "only " + agreeing.size() + " facts agree");
  }

  private Map<Integer, String> compile(Path file) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "x86_64-w64-mingw32-gcc",
            "-w",
            "-std=gnu11",
            "-fsyntax-only",
            "-fmax-errors=0",
            "-D_WIN32_WINNT=0x0A00",
            "-DNTDDI_VERSION=0x0A00000C",
            "-I" + DRIVER_HEADERS,
            file.toString());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: the mingw-w64 compiler is not installed");
      throw e;
    }
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertFalse(told.contains("fatal error"), told);
    Map<Integer, String> errors = new LinkedHashMap<>();
    Matcher error = ERROR.matcher(told);
    while (error.find()) {
      errors.merge(
          Integer.parseInt(error.group(1)), error.group(2), (first, more) -> first + "; " + more);
    }
    return errors;
  }

  private static Map<HeaderFacts.Fact, Long> onLargeStack(List<String> headers)
      throws InterruptedException {
    List<Map<HeaderFacts.Fact, Long>> result = new ArrayList<>();
    Thread thread =
        new Thread(null, () -> result.add(new HeaderFacts(headers).read()), "headers", 256L << 20);
    thread.start();
    thread.join();
    return result.getFirst();
  }

  private static Map<String, String> explained() throws IOException {
    Map<String, String> explained = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(
            HeaderFactsTest.class.getResourceAsStream("explained-differences.txt"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String text = line.strip();
        int colon = text.indexOf(": ");
        if (!text.isEmpty() && !text.startsWith("#") && colon > 0) {
          explained.put(text.substring(0, colon), text.substring(colon + 2));
        }
      }
    }
    return explained;
  }
}
