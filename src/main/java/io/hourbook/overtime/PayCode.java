package io.hourbook.overtime;

/** Pay codes of a payroll batch with their multipliers, in hundredths. Stored by name. */
public enum PayCode {
    REG(100),
    OT15(150),
    OT20(200);

    private final int hundredths;

    PayCode(int hundredths) {
        this.hundredths = hundredths;
    }

    /** 100 for straight time, 150 for time and a half, 200 for double time. */
    public int multiplierHundredths() {
        return hundredths;
    }
}
