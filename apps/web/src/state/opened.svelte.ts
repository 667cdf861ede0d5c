/** The report whose card is open; empty: none. */
class Opened {
    report = $state("");
}

export const opened = new Opened();
