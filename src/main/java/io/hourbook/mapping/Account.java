package io.hourbook.mapping;

/** An account of the books. */
public record Account(String account, String name, Type type, String at) {

    public enum Type {
        ASSET,
        LIABILITY,
        EQUITY,
        INCOME,
        EXPENSE
    }
}
