using Resolve.Identifiers.Narratives;
using Resolve.Identifiers.Normalisation;

namespace Resolve.Tests.Identifiers;

/// <summary>Labels and banks of free text, found by where they stand. A question mark is a number that is not certain.</summary>
public class NarrativeLayoutTests
{
    [Theory]
    [InlineData("STK 8812345117 tại BIDV và STK 1028765117 tại VietinBank", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("19031234500117 (Techcombank), 0071000123117 (VCB) và 12510001234117 (BIDV)",
        "account:970407:19031234500117 account:970436:0071000123117 account:970418:12510001234117")]
    [InlineData("từ STK 8812345117 - BIDV sang STK 1028765117 - VietinBank rồi 0345678117 - MBBank",
        "account:970418:8812345117 account:970415:1028765117 account:970422:0345678117")]
    [InlineData("Techcombank 19031234500117, Vietcombank 0071000123117", "account:970407:19031234500117 account:970436:0071000123117")]
    [InlineData("Techcombank 19031234500117\nVietcombank 0071000123117\nBIDV: 12510001234117",
        "account:970407:19031234500117 account:970436:0071000123117 account:970418:12510001234117")]
    [InlineData("số tài khoản 060123456117 Sacombank, số tài khoản 19031234500225 Techcombank, số tài khoản 1028765225 Vietinbank",
        "account:970403:060123456117 account:970407:19031234500225 account:970415:1028765225")]
    [InlineData("STK 8812345225 ngân hàng BIDV; STK 1028765225 ngân hàng VietinBank; STK 060123456225 ngân hàng Sacombank",
        "account:970418:8812345225 account:970415:1028765225 account:970403:060123456225")]
    [InlineData("CHUYEN VAO 8812345333 NGAN HANG BIDV VA 1028765333 NGAN HANG VIETINBANK", "account:970418:8812345333 account:970415:1028765333")]
    [InlineData("- 8812345117 | BIDV | LE THI BE\n- 1028765117 | VietinBank | TRAN VAN CU\n- 19031234500117 | Techcombank | VU THI DAO",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("lần 1: 8812345117 của BIDV, lần 2: 1028765117 của VietinBank, lần 3: 19031234500117 của Techcombank",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("các tài khoản: 8812345117 mở tại ngân hàng BIDV, 1028765117 mở tại ngân hàng Vietinbank",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("chuyển 50 triệu vào 8812345117 BIDV LE THI BE, 20 triệu vào 1028765117 VietinBank TRAN VAN CU",
        "50000000 account:970418:8812345117 20000000 account:970415:1028765117")]
    [InlineData("MB: 0977456117999, ACB: 12345117, VPBank: 220345117", "account:970422:0977456117999 account:970416:12345117 account:970432:220345117")]
    [InlineData("1. 8812345117 – BIDV\r\n2. 1028765117 – VietinBank\r\n3. 19031234500117 – Techcombank",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("8812345117/BIDV, 1028765117/VietinBank", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("Từ tài khoản VCB 0071000123456 chuyển sang tài khoản MB 9990123456789 số tiền 20 triệu.",
        "account:970436:0071000123456 account:970422:9990123456789 20000000")]
    [InlineData("050123456117 Sacombank; 12345225 ACB; 700012345225 Shinhan",
        "account:970403:050123456117 account:970416:12345225 account:970424:700012345225")]
    [InlineData("Đã chuyển 3 lần: 1903 1234 5002 25 (TCB), 1234 5225 (ACB), 0500 1234 5225 (STB)",
        "account:970407:19031234500225 account:970416:12345225 account:970403:050012345225")]
    [InlineData("STK: 8812345117 - NH BIDV - LE THI BE, STK: 1028765117 - NH VietinBank - TRAN VAN CU", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("8812345117 thuộc BIDV, 1028765117 thuộc VietinBank và 19031234500117 thuộc Techcombank",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("STK 8812345117 BIDV STK 1028765117 VietinBank STK 19031234500117 Techcombank",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("tài khoản số 8812345117 tại Ngân hàng TMCP Đầu tư và Phát triển Việt Nam và tài khoản số 1028765117 tại Ngân hàng TMCP Công thương Việt Nam",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("Ngân hàng MB 9990123456117, ngân hàng VPBank 220345117, ngân hàng TPBank 03345678117",
        "account:970422:9990123456117 account:970432:220345117 account:970423:03345678117")]
    [InlineData("0071000123117-VCB-LE THI BE\n8812345117-BIDV-TRAN VAN CU", "account:970436:0071000123117 account:970418:8812345117")]
    [InlineData("chuyen tu tk 19031234500117 techcombank den tk 0071000123117 vietcombank", "account:970407:19031234500117 account:970436:0071000123117")]
    [InlineData("+ 8812345117 (BIDV, chủ TK LE THI BE)\n+ 1028765117 (VietinBank, chủ TK TRAN VAN CU)", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("8812345117 ngân hàng BIDV mang tên LE THI BE, tài khoản 1028765117 ngân hàng VietinBank mang tên TRAN VAN CU",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("a) 8812345117 [BIDV]; b) 1028765117 [CTG]; c) 060123456117 [STB]",
        "account:970418:8812345117 account:970415:1028765117 account:970403:060123456117")]
    [InlineData("BIDV – 8812345117; VietinBank – 1028765117", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("8812345117 (NH BIDV) rồi tiếp tục 1028765117 (NH VietinBank), cuối cùng 0345678117 (MBBank)",
        "account:970418:8812345117 account:970415:1028765117 account:970422:0345678117")]
    [InlineData("Tài khoản nhận: BIDV 8812345117\nTài khoản nhận: VietinBank 1028765117", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("Bị hại chuyển vào tài khoản 8812345117 mở tại ngân hàng BIDV 30 triệu đồng và tài khoản 1028765117 mở tại ngân hàng VietinBank 45 triệu đồng.",
        "account:970418:8812345117 30000000 account:970415:1028765117 45000000")]
    [InlineData("nhận qua Agribank 1500205123117 và Sacombank 060123456117", "account:970405:1500205123117 account:970403:060123456117")]
    [InlineData("TK1: 8812345117/BIDV; TK2: 1028765117/VTB VietinBank", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("0912345117/VCB", "account:970436:0912345117")]
    [InlineData("Các tài khoản nhận tiền gồm: 8812345117 (BIDV, LE THI BE), 1028765117 (VietinBank, TRAN VAN CU), 060123456117 (Sacombank, VU THI DAO).",
        "account:970418:8812345117 account:970415:1028765117 account:970403:060123456117")]
    [InlineData("số TK 8812345117, ngân hàng BIDV, chủ TK LE THI BE; số TK 1028765117, ngân hàng VietinBank, chủ TK TRAN VAN CU",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("số TK 8812345117, ngân hàng BIDV, chủ TK LE THI BE, số TK 1028765117, ngân hàng VietinBank, chủ TK TRAN VAN CU",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("ngân hàng BIDV số TK 8812345117 chủ TK LE THI BE, ngân hàng VietinBank số TK 1028765117 chủ TK TRAN VAN CU",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("chuyển 10 triệu đến 8812345117 BIDV, sau đó 20 triệu đến 1028765117 VietinBank và 30 triệu đến 19031234500117 Techcombank",
        "10000000 account:970418:8812345117 20000000 account:970415:1028765117 30000000 account:970407:19031234500117")]
    [InlineData("TK 8812345117 (BIDV) của LE THI BE chuyển tiếp sang TK 1028765117 (VietinBank) của TRAN VAN CU",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("từ 8812345117@BIDV đến 1028765117@VietinBank", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("8812345117: BIDV\n1028765117: VietinBank\n19031234500117: Techcombank",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("8812345117 BIDV\n1028765117 VietinBank\n19031234500117 Techcombank",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("stk 8812345117 bidv, stk 1028765117 viettinbank, stk 19031234500117 tcb",
        "account:970418:8812345117 account:970415:1028765117 account:970407:19031234500117")]
    [InlineData("Lần thứ nhất vào ngày 12/03/2026 chuyển 10.000.000 đồng đến STK 8812345117 ngân hàng BIDV; lần thứ hai vào ngày 13/03/2026 chuyển "
        + "20.000.000 đồng đến STK 1028765117 ngân hàng VietinBank", "10000000 account:970418:8812345117 20000000 account:970415:1028765117")]
    [InlineData("Eximbank 100014851117, SeABank 000001234117, OCB 0037100012117",
        "account:970431:100014851117 account:970440:000001234117 account:970448:0037100012117")]
    [InlineData("100014851117 Eximbank; 000001234117 SeABank; 0037100012117 OCB",
        "account:970431:100014851117 account:970440:000001234117 account:970448:0037100012117")]
    [InlineData("Đã xác định dòng tiền: 031704070117 (HDBank) -> 8812345117 (BIDV) -> 1028765117 (CTG)",
        "account:970437:031704070117 account:970418:8812345117 account:970415:1028765117")]
    [InlineData("2 tài khoản: 1903 4567 890 117 – Techcombank – Nguyễn Văn Đức và 1028765117 – VietinBank – Trần Văn Cu",
        "account:970407:19034567890117 account:970415:1028765117")]
    [InlineData("tk 8812345117 nh bidv ; tk 1028765117 nh vietinbank ; tk 12345117 nh acb",
        "account:970418:8812345117 account:970415:1028765117 account:970416:12345117")]
    [InlineData("Số TK 8812345117 (mở tại BIDV chi nhánh Sa Đéc), số TK 1028765117 (mở tại VietinBank chi nhánh Đồng Tháp)",
        "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("NẠN NHÂN CHUYỂN 100 TRIỆU VÀO 8812345117 (BIDV), 200 TRIỆU VÀO 1028765117 (VIETINBANK)",
        "100000000 account:970418:8812345117 200000000 account:970415:1028765117")]
    [InlineData("Chị B chuyển 50.000.000đ đến STK 8812345117 BIDV tên LE THI BE, 30.000.000đ đến STK 1028765117 Vietinbank tên TRAN VAN CU và 20.000.000đ "
        + "đến STK 0345678117 MB tên VU THI DAO", "50000000 account:970418:8812345117 30000000 account:970415:1028765117 20000000 account:970422:0345678117")]
    [InlineData("8812345117 [BIDV] & 1028765117 [VietinBank]", "account:970418:8812345117 account:970415:1028765117")]
    [InlineData("MSB 03001012345117, NCB 100012345117, PVcomBank 100200345117",
        "account:970426:03001012345117 account:970419:100012345117 account:970412:100200345117")]
    [InlineData("03001012345117 MSB, 100012345117 NCB, 100200345117 PVcomBank",
        "account:970426:03001012345117 account:970419:100012345117 account:970412:100200345117")]
    [InlineData("từ TK Techcombank 19031234500117 sang TK BIDV 8812345117, từ TK BIDV 8812345117 sang TK ACB 12345117",
        "account:970407:19031234500117 account:970418:8812345117 account:970418:8812345117 account:970416:12345117")]
    [InlineData("gồm: STK 8812345117-BIDV-LE THI BE; STK 1028765117-VIETINBANK-TRAN VAN CU; STK 12345117-ACB-VU THI DAO",
        "account:970418:8812345117 account:970415:1028765117 account:970416:12345117")]
    public void Each_number_of_a_list_takes_the_bank_that_its_place_gives_it(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("Ngân hàng: Techcombank\nSTK: 19031234500117\nCTK: LE THI BE", "account:970407:19031234500117")]
    [InlineData("Techcombank\n19031234500117\nLE THI BE", "account:970407:19031234500117")]
    [InlineData("19031234500117\nTechcombank\nLE THI BE", "account:970407:19031234500117")]
    [InlineData("NH: Techcombank; STK: 19031234500117; CTK: LE THI BE", "account:970407:19031234500117")]
    [InlineData("Ngân hàng: Techcombank\r\nSTK: 19031234500117\r\nCTK: LE THI BE", "account:970407:19031234500117")]
    [InlineData("Tên NH: Techcombank\nSố TK: 19031234500117\nChủ TK: LE THI BE", "account:970407:19031234500117")]
    [InlineData("Bank: Techcombank\nAccount: 19031234500117\nName: LE THI BE", "account:970407:19031234500117")]
    [InlineData("Ngân hàng: Techcombank\n\nSTK: 19031234500117\n\nCTK: LE THI BE", "account:970407:19031234500117")]
    [InlineData("STK: 19031234500117\nCTK: LE THI BE\nNgân hàng: Techcombank", "account:970407:19031234500117")]
    [InlineData("Số tài khoản MB\n0977456117", "account:970422:0977456117")]
    [InlineData("mở app Vietcombank chuyển vào STK 19031234500117\nTechcombank\nLE THI BE", "account:970407:19031234500117")]
    [InlineData("Ngân hàng: Techcombank\nSTK: 19031234500117\nCTK: LE THI BE\n\nNgân hàng: VCB\nSTK: 0071000123117\nCTK: TRAN VAN CU",
        "account:970407:19031234500117 account:970436:0071000123117")]
    [InlineData("STK: 19031234500117\nNgân hàng: Techcombank\nCTK: LE THI BE\nSTK: 0071000123117\nNgân hàng: VCB\nCTK: TRAN VAN CU",
        "account:970407:19031234500117 account:970436:0071000123117")]
    [InlineData("Chuyển tiền vào tài khoản 19031234500117. Ngân hàng Techcombank. Chủ tài khoản LE THI BE.", "account:970407:19031234500117")]
    [InlineData("NGAN HANG: MB BANK\nSO TAI KHOAN: 9990123456117\nCHU TAI KHOAN: TRAN VAN CU\nNOI DUNG: NOP PHI", "account:970422:9990123456117")]
    [InlineData("STK: 1028765117\nLE THI BE\nVietinBank CN Đồng Tháp\nND: hoc phi", "account:970415:1028765117")]
    [InlineData("Chủ TK: LE THI BE\nSố TK: 8812345117\nSố tiền: 5.000.000đ\nNgân hàng BIDV chi nhánh Cao Lãnh", "account:970418:8812345117 5000000")]
    [InlineData("Ngân hàng thụ hưởng: Ngân hàng TMCP Á Châu (ACB)\nSố tài khoản: 12345117\nTên người thụ hưởng: VU THI DAO", "account:970416:12345117")]
    [InlineData("STK 123456117\nVietcombank 0071000123117", "? account:970436:0071000123117")]
    [InlineData("Vietcombank\nSTK: 0071000123117\nLE THI BE\nMB\nSTK: 9990123456117\nTRAN VAN CU", "account:970436:0071000123117 account:970422:9990123456117")]
    [InlineData("Momo\n0912345117\nLE THI BE", "account:971025:0912345117")]
    [InlineData("STK: 0987000117\nNH: MB\nCTK: LE THI BE\nSĐT: 0912345117", "account:970422:0987000117 phone:+84912345117")]
    [InlineData("Tôi chuyển vào STK 0071000123117. Sau đó Vietcombank gọi lại cho tôi.", "?")]
    [InlineData("Ngân hàng Techcombank. STK 19031234500117. LE THI BE", "account:970407:19031234500117")]
    [InlineData("Số tài khoản: 060123456117\nTên: LE THI BE\nSacombank - PGD Cao Lãnh", "account:970403:060123456117")]
    [InlineData("TK nhận tiền\nNgân hàng: VPBank\nSố TK: 220345117\nTên TK: LE THI BE\nSố tiền: 12.500.000 VND\nNội dung: coc hang",
        "account:970432:220345117 12500000")]
    [InlineData("ACB\n12345117\nVU THI DAO\n\nMB\n9990123456117\nTRAN VAN CU", "account:970416:12345117 account:970422:9990123456117")]
    [InlineData("12345117\nACB\nVU THI DAO\n\n9990123456117\nMB\nTRAN VAN CU", "account:970416:12345117 account:970422:9990123456117")]
    [InlineData("12345117\nVU THI DAO\nACB\n9990123456117\nTRAN VAN CU\nMB", "account:970416:12345117 account:970422:9990123456117")]
    [InlineData("stk 12345117\nngan hang acb\nvu thi dao", "account:970416:12345117")]
    [InlineData("NH ACB. STK 12345117. CTK VU THI DAO.", "account:970416:12345117")]
    [InlineData("* Ngân hàng: SHB\n* Số tài khoản: 1012345117\n* Chủ tài khoản: LE THI BE", "account:970443:1012345117")]
    [InlineData("✅ STK: 1012345117\n✅ SHB\n✅ LE THI BE", "account:970443:1012345117")]
    [InlineData("Account number: 1012345117\nBank name: SHB\nAccount name: LE THI BE", "account:970443:1012345117")]
    [InlineData("Thông tin chuyển khoản: Ngân hàng: VIB; Số tài khoản: 025704061117; Chủ tài khoản: LE THI BE; Nội dung: dat coc",
        "account:970441:025704061117")]
    [InlineData("Chủ TK: LE THI BE\nNgân hàng: OCB\nSTK: 0037100012117117", "account:970448:0037100012117117")]
    [InlineData("NGÂN HÀNG: NGÂN HÀNG TMCP QUÂN ĐỘI\nSTK: 9990123456117", "account:970422:9990123456117")]
    [InlineData("Ngân hàng Nông nghiệp và Phát triển Nông thôn\nChi nhánh Cao Lãnh\nSố TK: 6510205123117\nCTK: LE THI BE", "account:970405:6510205123117")]
    [InlineData("Mình gửi stk nhé:\nTechcombank\n19031234500117\nLE THI BE\nCảm ơn", "account:970407:19031234500117")]
    [InlineData("0987456117\nMB Bank\nLe Thi Be", "account:970422:0987456117")]
    [InlineData("SĐT: 0961234117\nVietcombank\nSTK: 0071000123117", "phone:+84961234117 account:970436:0071000123117")]
    [InlineData("Số tài khoản\n19031234500117\nNgân hàng\nTechcombank\nTên\nLE THI BE", "account:970407:19031234500117")]
    [InlineData("Tôi có tài khoản Vietcombank.\nĐối tượng đưa STK: 19031234500117\nNgân hàng: Techcombank", "account:970407:19031234500117")]
    [InlineData("STK: 19031234500117 \r\nNH: Techcombank\r\n\r\nSTK: 12345117\r\nNH: ACB", "account:970407:19031234500117 account:970416:12345117")]
    [InlineData("Tên NH: ACB - CN Đồng Tháp\nSố TK: 12345117", "account:970416:12345117")]
    [InlineData("NGÂN HÀNG VIETCOMBANK\nSỐ TÀI KHOẢN 0071000123117\nCHỦ TÀI KHOẢN LE THI BE\nSỐ ĐIỆN THOẠI 0961234117",
        "account:970436:0071000123117 phone:+84961234117")]
    [InlineData("Ngân hàng: Vietcombank; Chủ TK: LE THI BE; STK: 0071000123117", "account:970436:0071000123117")]
    [InlineData("CK vào\nBIDV\n8812345117\nTran Van Cu\nnội dung: đặt cọc", "account:970418:8812345117")]
    [InlineData("Chủ tài khoản: CONG TY TNHH SAO MAI\nSố tài khoản: 8812345117\nTại ngân hàng: BIDV - CN Đồng Tháp", "account:970418:8812345117")]
    [InlineData("Tên tài khoản: LE THI BE\nSố tài khoản: 8812345117\nTên ngân hàng: BIDV", "account:970418:8812345117")]
    [InlineData("Bank : Vietinbank\nStk : 1028765117\nCtk : Tran Van Cu\n\nBank : BIDV\nStk : 8812345117\nCtk : Le Thi Be",
        "account:970415:1028765117 account:970418:8812345117")]
    [InlineData("1028765117\nVietinbank\nTran Van Cu\n8812345117\nBIDV\nLe Thi Be", "account:970415:1028765117 account:970418:8812345117")]
    [InlineData("Người nhận: LE THI BE. Số tài khoản: 8812345117. Ngân hàng: BIDV. Số tiền: 5.000.000 đồng.", "account:970418:8812345117 5000000")]
    [InlineData("Số tài khoản MB Bank:\n0977456117\nLE THI BE", "account:970422:0977456117")]
    [InlineData("STK MB: \n\n0977456117", "account:970422:0977456117")]
    [InlineData("VPBank\n\n0977456117\n\nLE THI BE", "account:970432:0977456117")]
    [InlineData("gửi tiền theo thông tin:\nSTK 8812345117\nTại: Ngân hàng TMCP Đầu tư và Phát triển Việt Nam (BIDV)\nCTK LE THI BE",
        "account:970418:8812345117")]
    [InlineData("Số tài khoản: 12345117 | Ngân hàng: ACB | Chủ TK: VU THI DAO", "account:970416:12345117")]
    [InlineData("📌 Ngân hàng: Sacombank\n📌 STK: 060123456117\n📌 Chủ TK: LE THI BE", "account:970403:060123456117")]
    [InlineData("Sacombank: LE THI BE\nSTK: 060123456117", "account:970403:060123456117")]
    [InlineData("STK nhận: 060123456117\nChủ TK nhận: LE THI BE\nNH nhận: Sacombank", "account:970403:060123456117")]
    [InlineData("Số tài khoản: 060123456117. Chủ tài khoản: Lê Thị Bé. Ngân hàng: Sacombank", "account:970403:060123456117")]
    [InlineData("(1) Techcombank\nSTK 19031234500117\n(2) Vietcombank\nSTK 0071000123117", "account:970407:19031234500117 account:970436:0071000123117")]
    [InlineData("TK 1:\n19031234500117\nTechcombank\nTK 2:\n0071000123117\nVietcombank", "account:970407:19031234500117 account:970436:0071000123117")]
    [InlineData("Vietcombank - 0071000123117\nLE THI BE\nTechcombank - 19031234500117\nTRAN VAN CU",
        "account:970436:0071000123117 account:970407:19031234500117")]
    [InlineData("ngan hang vietinbank\nso tai khoan 1028765117\nten tran van cu", "account:970415:1028765117")]
    [InlineData("CTK: TRAN VAN CU\nSTK: 1028765117\nVTB\nVietinbank", "account:970415:1028765117")]
    [InlineData("Chuyển khoản tới:\n0987456117\nMB\nhoặc\n12345117\nACB", "account:970422:0987456117 account:970416:12345117")]
    [InlineData("Mã số thuế: 0318765117\nSTK: 12345117\nACB", "account:970416:12345117")]
    [InlineData("LE THI BE\n0071000123117\nVCB\n0961234117", "account:970436:0071000123117 phone:+84961234117")]
    [InlineData("Thông tin TK:\nLE THI BE\n19031234500117\nTechcombank", "account:970407:19031234500117")]
    [InlineData("TECHCOMBANK\r\n\r\n19031234500117\r\n\r\nLE THI BE\r\n", "account:970407:19031234500117")]
    public void A_payment_block_is_read_over_its_lines_and_ends_at_the_next(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("cuộc gọi từ 024 7108 1117 tự xưng là nhân viên ngân hàng VPBank", "phone:+842471081117")]
    [InlineData("giả mạo VPBank (02471081117)", "phone:+842471081117")]
    [InlineData("mạo danh ACB từ số +84 24 7108 1117", "phone:+842471081117")]
    [InlineData("0071000123117 VCB LE THI BE; 0987000117 MB TRAN VAN CU", "account:970436:0071000123117 account:970422:0987000117")]
    [InlineData("số điện thoại mà các đối tượng đã sử dụng trong suốt thời gian vừa qua để gọi gồm: 024 7108 1117, 028 7108 1225 giả danh VPBank",
        "phone:+842471081117 phone:+842871081225")]
    [InlineData("Số 0961234117 giả danh nhân viên Techcombank yêu cầu chuyển vào STK 19031234500117 VIB", "phone:+84961234117 account:970441:19031234500117")]
    [InlineData("TU XUNG NHAN VIEN NGAN HANG MB GOI TU SO 02871081117", "phone:+842871081117")]
    [InlineData("Đối tượng dùng số 02471081225 xưng là cán bộ tín dụng ngân hàng Sacombank", "phone:+842471081225")]
    [InlineData("0961234225 tự xưng tổng đài Vietcombank", "phone:+84961234225")]
    [InlineData("giả danh công an, ngân hàng Agribank gọi điện từ 0243 825 1117", "phone:+842438251117")]
    [InlineData("Đầu số 02488881117 (mạo danh BIDV) nhắn tin", "phone:+842488881117")]
    [InlineData("Tổng đài giả VPBank: 02873001117", "phone:+842873001117")]
    [InlineData("đóng giả nhân viên ngân hàng MB, điện thoại 0961234333", "phone:+84961234333")]
    [InlineData("Tin nhắn mạo danh Vietcombank gửi từ 0961234444 có link", "phone:+84961234444")]
    [InlineData("Tài khoản 0912345678 ngân hàng MB nhận 3,5 tỷ đồng.", "account:970422:0912345678 3500000000")]
    [InlineData("Chuyển qua MoMo 0912345678 số tiền 500k; gọi +855 12 345 678.", "account:971025:0912345678 500000 phone:+85512345678")]
    [InlineData("024 7108 1117 xưng là Techcombank", "phone:+842471081117")]
    [InlineData("Người gọi 0236 3851 117 mạo danh ngân hàng TMCP Á Châu", "phone:+842363851117")]
    [InlineData("giả mạo tổng đài ngân hàng Sacombank (028 7108 1117)", "phone:+842871081117")]
    [InlineData("giả danh nhân viên VPBank gọi bằng số 02471081117, 02471081225", "phone:+842471081117 phone:+842471081225")]
    [InlineData("số 02871081117 tự nhận là nhân viên MB", "phone:+842871081117")]
    [InlineData("SMS mạo danh ACB, gửi từ 02871081333", "phone:+842871081333")]
    [InlineData("nhân viên ngân hàng Vietcombank (giả) 0961234117 hướng dẫn", "phone:+84961234117")]
    [InlineData("Kẻ gian mạo danh BIDV, dùng SĐT 02471081444 và 0961234117 để gọi", "phone:+842471081444 phone:+84961234117")]
    [InlineData("lấy danh nghĩa ngân hàng VIB gọi từ 02471081555", "phone:+842471081555")]
    [InlineData("cuoc goi +842471081117 tu xung VPBank yeu cau nang han muc the", "phone:+842471081117")]
    [InlineData("mạo danh ngân hàng VPBank, số máy 024.7108.1117 và yêu cầu chuyển vào STK 220345117 VPBank", "phone:+842471081117 account:970432:220345117")]
    [InlineData("Đối tượng giả danh Vietcombank, đưa STK 1028765117 VietinBank", "account:970415:1028765117")]
    [InlineData("1028765117 VietinBank PHAM VAN E; 0912000117 TPBank LE VAN F; 0987000225 VPBank VO THI G",
        "account:970415:1028765117 account:970423:0912000117 account:970432:0987000225")]
    [InlineData("hotline giả ngân hàng MB: 02471081666", "phone:+842471081666")]
    [InlineData("fanpage giả mạo VIB có số 0961234999", "phone:+84961234999")]
    [InlineData("chuyển vào 0987000117 (MB)", "account:970422:0987000117")]
    [InlineData("Đối tượng sử dụng số 0247.108.1117 tự xưng cán bộ ngân hàng Agribank", "phone:+842471081117")]
    [InlineData("nhận cuộc gọi từ số 028.7108.1117, tự giới thiệu là nhân viên ngân hàng VIB", "phone:+842871081117")]
    [InlineData("SĐT 0961234117 (giả danh nhân viên ngân hàng TPBank), Zalo 0912345117", "phone:+84961234117 phone:+84912345117")]
    [InlineData("gọi điện mạo danh nhân viên ngân hàng ACB bằng số máy bàn 0283 930 1117", "phone:+842839301117")]
    [InlineData("mạo danh VPBank: 02471081117, 02471081225 và 0961234117", "phone:+842471081117 phone:+842471081225 phone:+84961234117")]
    [InlineData("Ngân hàng Vietcombank (024 7108 1117) thông báo", "phone:+842471081117")]
    [InlineData("ACB 028 3930 1117", "phone:+842839301117")]
    [InlineData("TPBank 03345678117", "account:970423:03345678117")]
    [InlineData("0987000117 - MB - TRAN VAN CU", "account:970422:0987000117")]
    [InlineData("STK: 0987000117 MB TRAN VAN CU", "account:970422:0987000117")]
    [InlineData("MB 0987000117 TRAN VAN CU", "account:970422:0987000117")]
    [InlineData("liên hệ 0987000117, STK 0071000123117 VCB", "phone:+84987000117 account:970436:0071000123117")]
    [InlineData("Vietcombank 0071000123117 - SĐT 0987000117", "account:970436:0071000123117 phone:+84987000117")]
    [InlineData("số 0961234117 gọi đến nói tài khoản Vietcombank của tôi bị khoá", "phone:+84961234117")]
    [InlineData("gia danh nhan vien ngan hang techcombank goi tu 02473000117", "phone:+842473000117")]
    [InlineData("Bà H. nhận cuộc gọi từ số lạ 0289 998 1117 của người xưng là nhân viên Ngân hàng TMCP Ngoại thương Việt Nam", "phone:+842899981117")]
    [InlineData("có số máy 02199981117 gọi đến mạo danh ngân hàng MSB để tư vấn vay", "phone:+842199981117")]
    [InlineData("đối tượng giả danh ngân hàng HDBank bằng thuê bao 0589 123 117", "phone:+84589123117")]
    [InlineData("tự xưng nhân viên FE Credit và VPBank, SĐT 0286 288 1117", "phone:+842862881117")]
    [InlineData("cảnh báo số điện thoại 02477703117 mạo danh SHB", "phone:+842477703117")]
    [InlineData("Sacombank 0602 1234 5117 TRAN VAN CU, Vietcombank 0987000117 LE THI BE", "account:970403:060212345117 account:970436:0987000117")]
    [InlineData("0345678117 - Techcombank, 0356781117 - VPBank", "account:970407:0345678117 account:970432:0356781117")]
    [InlineData("Nhận được tin nhắn từ VPBank giả mạo, gọi lại 024 7108 1117", "phone:+842471081117")]
    [InlineData("Zalo 0961234117 mạo danh nhân viên TPBank gửi mã QR, tiền vào 12345117 ACB", "phone:+84961234117 account:970416:12345117")]
    public void A_phone_beside_the_bank_that_its_caller_pretends_to_be_stays_a_phone(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("mã số thuế 0318765117", "")]
    [InlineData("hợp đồng vay số 0356781117", "")]
    [InlineData("MST: 0318765225 của công ty", "")]
    [InlineData("mã đơn hàng 0912345117 giao ngày 12/03/2026", "")]
    [InlineData("Mã giao dịch: 0356781225", "")]
    [InlineData("ma ho so 0356781333, ma khach hang 0912000333", "")]
    [InlineData("số BHXH 0123456117; số báo danh 0356781444", "")]
    [InlineData("Mã HĐ VCB-20260312117", "")]
    [InlineData("Số hợp đồng: VPB-20260312117 ký ngày 12/03/2026", "")]
    [InlineData("MA SO THUE 0312345117 - DIEN THOAI 0961234117", "phone:+84961234117")]
    [InlineData("mã vận đơn 0987654117, gọi số 0961234117", "phone:+84961234117")]
    [InlineData("theo hợp đồng chuyển tiền vào 0071000123117 VCB", "account:970436:0071000123117")]
    [InlineData("hóa đơn số 0356781555, MST 0312345225, SĐT 0961234225", "phone:+84961234225")]
    [InlineData("mã số thuế của công ty TNHH Sao Mai là 0318765333", "")]
    [InlineData("Mã KH PE0356781666 nợ tiền điện, liên hệ 0961234333", "phone:+84961234333")]
    [InlineData("mã tham chiếu 0356781777 VCB", "")]
    [InlineData("mã số doanh nghiệp: 0318765117, địa chỉ Quận 1", "")]
    [InlineData("Hợp đồng tín dụng số 0912345117 ký ngày 01/02/2026", "")]
    [InlineData("số hoá đơn 0912345225", "")]
    [InlineData("Mã đơn: 0912345333, SĐT: 0961234117", "phone:+84961234117")]
    [InlineData("MÃ HỒ SƠ 0912345444", "")]
    [InlineData("mã bưu gửi 0912345555 của VNPost", "")]
    [InlineData("mã sinh viên 0912345666", "")]
    [InlineData("sổ BHXH số 0123456225", "")]
    [InlineData("thẻ BHYT 0912345777", "")]
    [InlineData("quyết định số 0912345888", "")]
    [InlineData("Mã GD ACB-20260312225 lúc 10h30", "")]
    [InlineData("mã giao dịch là 0912345999 và 0912346000", "")]
    [InlineData("SBD: 0356781888", "")]
    [InlineData("đơn hàng số 0356781999 trên Shopee", "")]
    [InlineData("so hop dong 0356782000 ngan hang vpbank", "")]
    [InlineData("Mã khách hàng (điện): 0356782117", "")]
    [InlineData("Mã số thuế: 0318765117-001", "")]
    [InlineData("ref 0356782225, STK 0071000123117 VCB", "account:970436:0071000123117")]
    [InlineData("công ty Sao Mai (MST 0318765117) có STK 0071000123117 tại VCB", "account:970436:0071000123117")]
    [InlineData("hợp đồng được gửi qua zalo 0961234117", "phone:+84961234117")]
    [InlineData("mã OTP 12345678", "")]
    [InlineData("MSDN 0318765117, đại diện: LE THI BE, SĐT 0961234117", "phone:+84961234117")]
    [InlineData("phiếu thu số 0356781117", "")]
    [InlineData("mã vé: 0356781225; mã đặt chỗ 0356781333", "")]
    [InlineData("mã số thuế cá nhân 8312345117", "")]
    [InlineData("Hợp đồng vay tiền qua app số: HD-0356781444", "")]
    [InlineData("HĐTD số 0356781555/2026", "")]
    [InlineData("Mã số BHXH của tôi là 0123456333", "")]
    [InlineData("số hồ sơ 000.00.12.H18-0356781666", "")]
    [InlineData("Mã GD: FT26071123456117", "")]
    [InlineData("ma giao dich 0356781777 ngay 12/03/2026, goi 0961234117", "phone:+84961234117")]
    [InlineData("(MST: 0318765117) - Tel: 02838251117", "phone:+842838251117")]
    [InlineData("biên lai số 0356781888", "")]
    [InlineData("Mã căn cước công dân 087161001234", "cccd:VN:087161001234")]
    [InlineData("sổ hộ khẩu số 0356781999", "")]
    [InlineData("số tờ khai 0356782333", "")]
    [InlineData("CMND 340123456, mã số thuế 8312345117, STK 12345117 ACB", "cmnd:VN:340123456 account:970416:12345117")]
    [InlineData("Công ty có MST 0318765117-001, STK 8812345117 tại BIDV", "account:970418:8812345117")]
    [InlineData("HĐ số: 0912345117/HĐ-2026", "")]
    [InlineData("Số tham chiếu 0912345225 – Vietcombank", "")]
    [InlineData("mã phiếu giao hàng 0912345333, thu hộ 500.000đ", "500000")]
    [InlineData("Mã định danh học sinh 087161001234", "cccd:VN:087161001234")]
    [InlineData("số thẻ bảo hiểm y tế DN4790912345117", "")]
    [InlineData("mã khách hàng điện lực: PB0912345444", "")]
    [InlineData("biển số 66A-123.45, số khung 0912345555, số máy 0912345666", "")]
    [InlineData("giấy phép kinh doanh số 0318765225 do Sở KHĐT cấp", "")]
    [InlineData("mã vạch 8934567890117", "")]
    [InlineData("tra cứu đơn hàng GHTK mã 0912345777", "")]
    [InlineData("Mã đơn hàng: VCB0912345117", "")]
    [InlineData("hợp đồng VPB0912345117 và STK 220345117 VPBank", "account:970432:220345117")]
    public void A_number_with_the_label_of_another_thing_is_nothing(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("hai tài khoản 0071000123117 và 0071000123225 cùng mở tại Vietcombank", "account:970436:0071000123117 account:970436:0071000123225")]
    [InlineData("Techcombank số 19031234500117, 19031234500225", "account:970407:19031234500117 account:970407:19031234500225")]
    [InlineData("các STK 8812345117, 8812345225 và 8812345333 của BIDV", "account:970418:8812345117 account:970418:8812345225 account:970418:8812345333")]
    [InlineData("BIDV: 8812345117; 8812345225", "account:970418:8812345117 account:970418:8812345225")]
    [InlineData("STK 8812345117, 8812345225 (BIDV) và 1028765117 (VietinBank)",
        "account:970418:8812345117 account:970418:8812345225 account:970415:1028765117")]
    [InlineData("VCB 0071000123117 / 0071000123225", "account:970436:0071000123117 account:970436:0071000123225")]
    [InlineData("Vietcombank:\n- 0071000123117\n- 0071000123225", "account:970436:0071000123117 account:970436:0071000123225")]
    [InlineData("TAI KHOAN 0071000123117 VA TAI KHOAN 0071000123225 CUNG NGAN HANG VIETCOMBANK", "account:970436:0071000123117 account:970436:0071000123225")]
    [InlineData("Vietcombank: 0071000123117, 0071000123225, 0071000123333",
        "account:970436:0071000123117 account:970436:0071000123225 account:970436:0071000123333")]
    [InlineData("2 tài khoản ACB 12345117 và 12345225", "account:970416:12345117 account:970416:12345225")]
    [InlineData("12345117, 12345225 đều của ACB", "account:970416:12345117 account:970416:12345225")]
    [InlineData("STK 12345117 và STK 12345225, ngân hàng ACB", "account:970416:12345117 account:970416:12345225")]
    [InlineData("mở tại Techcombank các số 19031234500117; 19031234500225; 19031234500333",
        "account:970407:19031234500117 account:970407:19031234500225 account:970407:19031234500333")]
    [InlineData("ba tài khoản gồm 19031234500117, 19031234500225 và 19031234500333 tại Techcombank",
        "account:970407:19031234500117 account:970407:19031234500225 account:970407:19031234500333")]
    [InlineData("VIB số 025704061117 hoặc 025704061225", "account:970441:025704061117 account:970441:025704061225")]
    [InlineData("CAC STK 12345117 - 12345225 ACB", "account:970416:12345117 account:970416:12345225")]
    [InlineData("STK (BIDV): 8812345117 & 8812345225", "account:970418:8812345117 account:970418:8812345225")]
    [InlineData("12345117\n12345225\nACB", "account:970416:12345117 account:970416:12345225")]
    [InlineData("tài khoản 0071000123117, 0071000123225 (cùng VCB), 12345117 (ACB)",
        "account:970436:0071000123117 account:970436:0071000123225 account:970416:12345117")]
    [InlineData("Hai tài khoản ngân hàng Vietcombank là 0071000123117 và 0071000123225", "account:970436:0071000123117 account:970436:0071000123225")]
    [InlineData("0071000123117, 0071000123225 (Vietcombank)", "account:970436:0071000123117 account:970436:0071000123225")]
    [InlineData("các số tài khoản 8812345117; 8812345225; 8812345333 đều mở tại ngân hàng BIDV",
        "account:970418:8812345117 account:970418:8812345225 account:970418:8812345333")]
    [InlineData("TK BIDV: 8812345117, 8812345225 và TK ACB: 12345117", "account:970418:8812345117 account:970418:8812345225 account:970416:12345117")]
    [InlineData("BIDV (8812345117, 8812345225)", "account:970418:8812345117 account:970418:8812345225")]
    [InlineData("0977456117 và 0977456225 đều là STK MB", "account:970422:0977456117 account:970422:0977456225")]
    [InlineData("2 STK 0977456117, 0977456225 ngân hàng MB", "account:970422:0977456117 account:970422:0977456225")]
    [InlineData("STK VCB 0071000123117 và 0912345678", "account:970436:0071000123117 phone:+84912345678")]
    [InlineData("Cùng một chủ, BIDV có 2 số: 8812345117 và 8812345225", "account:970418:8812345117 account:970418:8812345225")]
    [InlineData("vào các tài khoản Techcombank 19031234500117, 19031234500225, 19031234500333",
        "account:970407:19031234500117 account:970407:19031234500225 account:970407:19031234500333")]
    [InlineData("19031234500117/19031234500225 (Techcombank)", "account:970407:19031234500117 account:970407:19031234500225")]
    [InlineData("STK 1: 12345117, STK 2: 12345225 (đều ACB)", "account:970416:12345117 account:970416:12345225")]
    [InlineData("VCB: 0071000123117 hoặc 0071000123225 đều được", "account:970436:0071000123117 account:970436:0071000123225")]
    public void Several_accounts_share_a_bank(string text, string expected) => Check(text, expected);

    /// <summary>Compares the canonical forms that a text holds, and what each reads as on its own.</summary>
    internal static void Check(string text, string expected)
    {
        IReadOnlyList<NarrativeMention> found = NarrativeScanner.Find(text, new DateOnly(2026, 3, 12));
        Assert.Equal(expected, string.Join(' ', found.Select(m => m.Canonical ?? "?")));
        for (int i = 0; i < found.Count; i++)
        {
            Assert.Equal(found[i].Value, text.Substring(found[i].Start, found[i].Length));
            if (found[i].ToMention("m") is { } mention && !found[i].Key.IsDefault) Assert.Equal(found[i].Key,
                MentionNormaliser.Normalise(mention, new DateOnly(2026, 3, 12)).Key);
        }
    }
}
