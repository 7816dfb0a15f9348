package dev.irpscope.app.view;

import java.text.MessageFormat;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/** Every text of the window, by key; arguments are written as {@code {0}}. */
public final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.irpscope.app.messages");

  /** Reading a pattern takes many times as long as filling it in, and panes ask at every step. */
  private static final Map<String, MessageFormat> FORMATS = new ConcurrentHashMap<>();

  private Messages() {}

  /** The text of a key. Integers (lines, steps) are written plainly, longs (counts) in groups. */
  public static String get(String key, Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i] instanceof Integer number ? number.toString() : arguments[i];
    }
    MessageFormat format = FORMATS.computeIfAbsent(key, Messages::read);
    // A format is not made for several threads.
    synchronized (format) {
      return format.format(arguments);
    }
  }

  /** Always a MessageFormat, so that apostrophes are written alike everywhere. */
  private static MessageFormat read(String key) {
    return new MessageFormat(BUNDLE.getString(key), BUNDLE.getLocale());
  }

  /** A text for a count: {@code key.one} for 1, otherwise {@code key.many}; the count is {0}. */
  public static String count(String key, long count, Object... more) {
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = count;
    System.arraycopy(more, 0, arguments, 1, more.length);
    return get(key + (count == 1 ? ".one" : ".many"), arguments);
  }
}
