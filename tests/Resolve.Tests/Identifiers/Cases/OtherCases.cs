namespace Resolve.Tests.Identifiers.Cases;

/// <summary>Devices, online identities, dates, amounts, banks, codes and addresses: kind, text, date, key or !reason, candidates.</summary>
internal static class OtherCases
{
    public const string Rows = """
        device~35693803564380-9~~device:imei:35693803564380
        imei~356938035643809~~device:imei:35693803564380
        imei~35 693803 564380 9~~device:imei:35693803564380
        imei~IMEI: 356938035643809~~device:imei:35693803564380
        imei~35693803564380~~device:imei:35693803564380
        imei~3569380356438012~~device:imei:35693803564380
        imei~356938035643809/01~~device:imei:35693803564380
        imei~490154203237518~~device:imei:49015420323751
        imei~356938035643808~~!checksum
        imei~000000000000000~~!filler
        imei~123456789012345~~!filler
        imei~111111111111111~~!filler
        imei~3569380356438090~~!filler
        imei~12345~~!too-short
        imei~3569380356438A9~~!not-digits
        imei~356938035643809 490154203237518~~!several~device:imei:35693803564380,device:imei:49015420323751
        imsi~452041234567890~~device:imsi:452041234567890
        imsi~456011234567890~~device:imsi:456011234567890
        imsi~001011234567890~~!test-network
        imsi~888011234567890~~!unknown-country-code
        iccid~8984048000001234567~~device:iccid:8984048000001234567
        iccid~8984 0480 0000 1234 567F~~device:iccid:8984048000001234567
        iccid~898404800000123456~~device:iccid:8984048000001234567
        iccid~8984048000001234568~~!checksum
        iccid~1284048000001234567~~!unknown-prefix
        mac~00:1A:2B:3C:4D:5E~~device:mac:001a2b3c4d5e
        mac~00-1a-2b-3c-4d-5e~~device:mac:001a2b3c4d5e
        mac~001A.2B3C.4D5E~~device:mac:001a2b3c4d5e
        mac~02:1A:2B:3C:4D:5E~~!random-mac
        mac~DA:A1:19:00:11:22~~!random-mac
        mac~01:1A:2B:3C:4D:5E~~!group-address
        mac~FF:FF:FF:FF:FF:FF~~!filler
        mac~00:1A:2B:3C:4D~~!too-short
        adid~38400000-8CF0-11BD-B23E-10B96E40000D~~device:adid:38400000-8cf0-11bd-b23e-10b96e40000d
        idfa~38400000-8cf0-11bd-b23e-10b96e40000d~~device:adid:38400000-8cf0-11bd-b23e-10b96e40000d
        adid~00000000-0000-0000-0000-000000000000~~!filler
        eid~89049032000001000000043598005455~~device:eid:89049032000001000000043598005455
        eid~89049032000001000000043598005456~~!checksum
        telegram~@vip_invest~~online:telegram:vip_invest
        telegram~VIP_Invest~~online:telegram:vip_invest
        online~https://t.me/vip_invest~~online:telegram:vip_invest
        online~t.me/VIP_invest?start=ref~~online:telegram:vip_invest
        online~https://t.me/s/vip_invest/123~~online:telegram:vip_invest
        online~tg://resolve?domain=vip_invest~~online:telegram:vip_invest
        online~t.me/+AbCdEf123456~~online:telegram:+AbCdEf123456
        online~https://t.me/joinchat/AbCdEf123456~~online:telegram:+AbCdEf123456
        online~t.me/+84912345678~~online:telegram:+84912345678
        telegram~Nguyễn Văn Đức~~!display-name
        telegram~ab~~!bad-handle
        facebook~https://www.facebook.com/profile.php?id=100012345678901&mibextid=Zb~~online:facebook:100012345678901
        facebook~m.facebook.com/nguyen.vana?fbclid=x~~online:facebook:nguyenvana
        facebook~fb.com/NguyenVanA~~online:facebook:nguyenvana
        facebook~nguyenvana~~online:facebook:nguyenvana
        facebook~100012345678901~~online:facebook:100012345678901
        facebook~https://facebook.com/people/Nguyen-Van/100012345678901/~~online:facebook:100012345678901
        facebook~https://m.me/nguyenvana~~online:facebook:nguyenvana
        facebook~https://facebook.com/groups/123456789/posts/1~~online:facebook:groups/123456789
        facebook~https://www.facebook.com/share/abc~~!share-link
        facebook~Nguyễn Văn A~~!display-name
        zalo~0912345678~~online:zalo:+84912345678
        zalo~https://zalo.me/0912345678~~online:zalo:+84912345678
        zalo~01691234567~~online:zalo:+84391234567
        online~zalo.me/g/abcdef123~~online:zalo:g/abcdef123
        zalo~Lan Anh~~!display-name
        tiktok~@Shop.Gia_Re~~online:tiktok:shop.gia_re
        tiktok~https://www.tiktok.com/@shop.gia_re?lang=vi~~online:tiktok:shop.gia_re
        tiktok~https://vm.tiktok.com/ZMabc/~~!short-link
        instagram~https://instagram.com/abc.def/~~online:instagram:abc.def
        whatsapp~+85512345678~~online:whatsapp:+85512345678
        online~@vip_invest~~!unknown-platform
        email~ABC@Yahoo.com.VN~~online:email:abc@yahoo.com.vn
        email~mailto:abc@yahoo.com~~online:email:abc@yahoo.com
        email~"A B" <abc@yahoo.com>~~online:email:abc@yahoo.com
        email~abc (at) yahoo (dot) com~~online:email:abc@yahoo.com
        email~Nguyen.VanA+x@gmail.com~~online:email:nguyenvana@gmail.com
        email~nguyenvana@googlemail.com~~online:email:nguyenvana@gmail.com
        email~abc@~~!not-an-email
        email~abc.com~~!not-an-email
        domain~WWW.Vietcombank-VN.top.~~online:domain:vietcombank-vn.top
        domain~https://vietcombank-vn.top/login~~online:domain:vietcombank-vn.top
        domain~việtcombank.vn~~online:domain:xn--vitcombank-dv3e.vn
        domain~vietcombank[.]top~~online:domain:vietcombank.top
        domain~abc~~!not-a-domain
        url~https://vietcombank-vn.top/login?utm_source=x&fbclid=y~~online:url:vietcombank-vn.top/login
        url~HTTP://Vietcombank-VN.top:80/login/#top~~online:url:vietcombank-vn.top/login
        url~hxxps://vietcombank-vn[.]top/login~~online:url:vietcombank-vn.top/login
        url~https://abc.vn/a?b=2&a=1~~online:url:abc.vn/a?a=1&b=2
        url~https://t.me/vip_invest~~online:telegram:vip_invest
        ip~8.8.4.4~~online:ip:8.8.4.4
        ip~192.168.1.1~~!private-address
        ip~100.64.1.1~~!private-address
        ip~2001:DB8:0:0::1~~online:ip:2001:db8::1
        date~21/03/1987~~1987-03-21
        date~21-3-87~2026-01-01~1987-03-21
        date~21.03.1987~~1987-03-21
        date~1987-03-21~~1987-03-21
        date~1987/3/21~~1987-03-21
        date~ngày 21 tháng 3 năm 1987~~1987-03-21
        date~Ngày 21 tháng 03, 1987~~1987-03-21
        date~sinh năm 1987~~1987
        date~SN 1987~~1987
        date~1987~~1987
        date~03/1987~~1987-03
        date~tháng 3 năm 1987~~1987-03
        date~tháng năm năm 1987~~1987-05
        date~21031987~~1987-03-21
        date~19870321~~1987-03-21
        date~March 21, 1987~~1987-03-21
        date~21 Mar 1987~~1987-03-21
        date~03/25/1987~~1987-03-25
        date~1987-03-21T08:00:00+07:00~~1987-03-21
        date~08:30 ngày 21/3/1987~~1987-03-21
        date~２１/０３/１９８７~~1987-03-21
        date~31/02/1987~~!no-such-date
        date~29/02/2023~~!no-such-date
        date~29/02/2024~~2024-02-29
        date~01/01/2030~2026-01-01~!in-the-future
        date~abc~~!not-a-date
        date~~~!empty
        amount~1 tỷ 250 triệu~~VND:1250000000
        amount~250.000.000đ~~VND:250000000
        amount~250,000,000 VND~~VND:250000000
        amount~1,25 tỷ đồng~~VND:1250000000
        amount~5tr5~~VND:5500000
        amount~500k~~VND:500000
        amount~2 tỷ rưỡi~~VND:2500000000
        amount~1.250 triệu đồng~~VND:1250000000
        amount~300 nghìn đồng~~VND:300000
        amount~10.000 USDT~~USDT:10000
        amount~5.000 USD~~USD:5000
        amount~hơn 3 tỷ đồng~~VND:3000000000
        amount~abc~~!not-an-amount
        bank~Vietcombank~~970436
        bank~Ngân hàng Quân đội~~970422
        bank~BVB~~!ambiguous-bank
        bank~xyz~~!unknown-bank
        province~Đồng Tháp~2026-03-01~82~old:82 Tiền Giang,old:87 Đồng Tháp
        province~87~2026-03-01~82
        province~15~2020-01-01~15
        province~Atlantis~~!not-a-province
        address~Phường 1, TP Cao Lãnh, Đồng Tháp~~82/cao lanh/1
        address~P.1, TP. Cao Lãnh, tỉnh Đồng Tháp~~82/cao lanh/1
        address~phuong 1 tp cao lanh tinh dong thap~~82/cao lanh/1
        address~Phường Cao Lãnh, Đồng Tháp~2026-01-01~82/cao lanh
        address~Số 5 ngõ 3, phường Trúc Bạch, quận Ba Đình, Hà Nội~~01/ba dinh/truc bach
        address~P5 Q10 TPHCM~~79/10/5
        address~xã Hoà Bình, huyện Chợ Mới, An Giang, Việt Nam~~91/cho moi/hoa binh
        address~Phường 1, TP Vũng Tàu, Bà Rịa - Vũng Tàu~~79/vung tau/1
        address~không rõ~~!no-unit
        cccd-qr~087161001234|340123456|Nguyễn Thị Hoà|03041961|Nữ|Đồng Tháp|10052021~~cccd:VN:087161001234~cmnd:VN:340123456
        qr~087161001234||Nguyễn Thị Hoà|03041961|Nữ|Đồng Tháp|10052021~~cccd:VN:087161001234
        cccd-qr~abc|def~~!not-a-card-qr
        qr~hello~~!not-emv
        mrz~P<GBRERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36GBR7408122F1204159ZE184226B<<<<<10~~passport:GB:L898902C3
        mrz~P<GBRERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C37GBR7408122F1204159ZE184226B<<<<<10~~!checksum
        mrz~abc~~!not-an-mrz
        banana~x~~!unknown-kind
        """;
}
