package trailbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Width and height of a picture in pixels, written `1600x900`.
record PictureSize(int width, int height) {

    static final class Reader implements ITypeConverter<PictureSize> {
        @Override
        public PictureSize convert(String text) {
            if (!text.matches("[1-9][0-9]{2,3}x[1-9][0-9]{2,3}")) {
                throw new TypeConversionException("\"" + text + "\" is not a size such as 1600x900 (100 to 9999 each)");
            }
            String[] sides = text.split("x");
            return new PictureSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
    }
}
