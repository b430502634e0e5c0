import { describe, expect, it } from "vitest";
import { fit, fitNumber, measure } from "../src/chart/text";
import { day, rest, short } from "../src/format";
import { language, serverWords } from "../src/language";
import { accountName, nameOf } from "../src/names";
import { csv } from "../src/ring/csv";
import { pieces } from "../src/screens/report";

describe("text", () => {
  it("measures Vietnamese letters as their base letters", () => expect(measure("Nguyễn Đức", 12)).toBeCloseTo(measure("Nguyen Duc", 12)));
  it("cuts names at the end and numbers at the beginning", () => {
    expect(fit("Nguyễn Thị Hồng Nhung", 12, 70)).toMatch(/^Nguyễn.*…$/);
    expect(fitNumber("1234567890123456", 12, 60)).toMatch(/^….*3456$/);
    expect(measure(fitNumber("1234567890123456", 12, 60), 12)).toBeLessThanOrEqual(60);
  });
});

describe("what stands on the screen", () => {
  it("has a bank's name and no BIN", () => {
    serverWords.value = { kinds: [], words: {}, typologies: {}, banks: { 970436: ["VCB", "Vietcombank", "Ngân hàng TMCP Ngoại Thương Việt Nam"] } };
    expect(nameOf("account:970436:0071000123456")).toBe("Vietcombank 0071000123456");
    expect(nameOf("account:card:970436:0a1b2c3d")).not.toContain("0a1b");
    expect(accountName("account:999999:123").bank).not.toContain("999999");
  });
  it("has phones as people write them", () => {
    expect(nameOf("phone:+84912345678")).toBe("0912 345 678");
    expect(nameOf("phone:+855710002010")).toBe("+855 710 002 010");
  });
  it("has no NaN where a report says nothing", () => {
    expect(rest(null)).toBe("chưa rõ");
    expect(rest(Number.NaN)).toBe("chưa rõ");
    expect(day("nonsense")).toBe("–");
  });
  it("has amounts as people say them, in both languages", () => {
    expect(short(28_200_700_000)).toBe("28,2 tỷ");
    language.value = "en";
    expect(short(28_200_700_000)).toBe("28.2 bn");
    language.value = "vi";
  });
  it("has the marks of a report where the scanner found them, never past its end", () => {
    expect(pieces("Gọi 0912345678 ngay", ['phone at 4, length 10: "0912345678" is phone:+84912345678.', "phone at 90, length 10: x"])).toEqual([
      { text: "Gọi " },
      { text: "0912345678", kind: "phone" },
      { text: " ngay" },
    ]);
  });
  it("has no formulas in a table for spreadsheets", () => expect(csv([["=1+1", "a,b", "x"]])).toBe('\uFEFF\'=1+1,"a,b",x\r\n'));
});
