package io.hourbook.tryton;

/** A record there as Tryton itself names one: {@code account.invoice,17}. */
final class ExternalId {

    private ExternalId() {}

    static String of(String model, long id) {
        return model + "," + id;
    }

    /** @return null where it is none of Tryton's */
    static Long id(String externalId) {
        return externalId != null && externalId.matches("account\\.(invoice|move),\\d{1,18}")
                ? Long.valueOf(externalId.substring(externalId.indexOf(',') + 1)) : null;
    }
}
