package io.hourbook.expense;

import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedExpense;
import io.hourbook.name.FoldedName;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What makes an expense this one and no other, and what it says (domain rule on identity): the first 16 bytes of SHA-256 over
 * length-prefixed fields. The amount is no part of the identity, so that a corrected one amends the expense.
 */
final class ExpenseIdentity {

    private final MessageDigest digest;

    ExpenseIdentity() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a source id: the id. Otherwise worker, date, client, project, category, vendor, notes and ordinal. */
    ByteBuffer of(ReceivedExpense expense) {
        Names names = expense.names();
        if (expense.sourceId() != null) {
            add("id").add(expense.sourceId());
        } else {
            add("spent").folded(names.email() == null || names.email().isBlank() ? names.worker() : names.email());
            add(expense.spentOn().toString()).folded(names.client()).folded(names.project()).folded(expense.category());
            folded(expense.vendor()).folded(expense.notes()).add(String.valueOf(expense.ordinal()));
        }
        return ByteBuffer.wrap(take());
    }

    /** Everything that Hourbook keeps of a row: equal means the row says nothing new. */
    byte[] fingerprint(ReceivedExpense expense) {
        Names names = expense.names();
        add(names.worker()).add(names.email()).add(names.client()).add(names.project()).add(expense.category()).add(expense.vendor());
        add(expense.spentOn().toString()).add(plain(expense.units())).add(plain(expense.amount())).add(expense.currency());
        add(String.valueOf(expense.billable())).add(String.valueOf(expense.reimbursable())).add(String.valueOf(expense.invoiced()));
        add(expense.approval().name()).add(String.valueOf(expense.deleted())).add(expense.receipt()).add(expense.notes());
        return take();
    }

    /** 12.5 and 12.50 are one amount. */
    private static String plain(BigDecimal number) {
        return number == null ? null : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private ExpenseIdentity folded(String field) {
        return add(FoldedName.of(field));
    }

    private ExpenseIdentity add(String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field == null ? -1 : bytes.length).array());
        digest.update(bytes);
        return this;
    }

    private byte[] take() {
        return Arrays.copyOf(digest.digest(), 16);
    }
}
