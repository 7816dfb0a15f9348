package dev.irpscope.analysis.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads files as text: UTF-8, UTF-16 with a byte order mark, and CP1252 for everything else. Never
 * throws on input: a file that cannot be read, is too large or is no text gives a diagnostic.
 */
public final class SourceReader {
  /** Larger files are named, not read: 16 MB. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final Charset FALLBACK = Charset.forName("windows-1252");

  private SourceReader() {}

  /** What came of reading one file. */
  public sealed interface Result {
    record Read(SourceFile file) implements Result {}

    record Failed(Diagnostic problem) implements Result {}
  }

  /**
   * @param name the path that the file has for the user
   */
  public static Result read(Path path, String name, SourceFile.Place place) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        return failed(
            "FILE-TOO-LARGE",
            name,
            "This file is %,d MB long; files of more than 16 MB are not read."
                .formatted(Files.size(path) / (1024 * 1024)));
      }
    } catch (NoSuchFileException _) {
      return failed("FILE-VANISHED", name, "This file is no longer there.");
    } catch (IOException | SecurityException _) {
      return failed(
          "FILE-UNREADABLE",
          name,
          "This file cannot be read; check that you may read it, then analyse again.");
    }
    return decode(bytes, name, place);
  }

  /** Decodes a file that was read already. */
  public static Result decode(byte[] bytes, String name, SourceFile.Place place) {
    String text = text(bytes);
    if (isJunk(text)) {
      return failed(
          "FILE-NOT-TEXT", name, "This file holds binary data, not C source, so it is not read.");
    }
    return new Result.Read(new SourceFile(name, place, text));
  }

  private static Result failed(String code, String name, String message) {
    return new Result.Failed(Diagnostic.of(code, Diagnostic.Severity.ERROR, name, message));
  }

  private static String text(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, FALLBACK);
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** More than one in a hundred of the first characters is a control character that no text has. */
  private static boolean isJunk(String text) {
    int looked = Math.min(text.length(), 65_536);
    int odd = 0;
    for (int i = 0; i < looked; i++) {
      char c = text.charAt(i);
      boolean blank = c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0x0B || c == 0x1A;
      if ((c < ' ' && !blank) || c == 0xFFFD) {
        odd++;
      }
    }
    return odd * 100L > looked;
  }
}
