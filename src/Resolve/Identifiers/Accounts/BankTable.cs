namespace Resolve.Identifiers.Accounts;

/// <summary>The rows of <see cref="Banks"/>.</summary>
/// <remarks>
/// Row: BIN, code, short name, legal name, SWIFT BIC, three-digit CITAD code, other BINs, kind (B bank, W wallet, G payment gateway,
/// F finance company, T state treasury), other and former names. Source: npm vietnam-qr-pay 1.5.1 (NAPAS VietQR list; MIT), CITAD codes;
/// common short names, the codes of the VietQR API, KEB Hana, Citibank and Mirae Asset are general knowledge. A renamed bank keeps its BIN, so its old names
/// stand in its row.
/// </remarks>
internal static class BankTable
{
    public const string Rows = """
        970425|ABB|AB Bank|Ngân hàng TMCP An Bình|ABBKVNVX|323||B|anbinh,an binh,ab
        970416|ACB|ACB|Ngân hàng TMCP Á Châu|ASCBVNVX|307||B|achau,a chau,asia commercial,nhachau
        970405|AGRIBANK|Agribank|Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam|VBAAVNVX|204|970499|B|nongnghiep,nongthon,agribank,agri,vbard,vba,
          nong nghiep va ptnt,nong nghiep ptnt,nn ptnt,nn va ptnt,nong nghiep va phat trien nong thon,nno ptnt,nhno,nhno ptnt,nhno va ptnt,nhnn ptnt,
          nhnn va ptnt,nhnno ptnt,nhnno va ptnt,no ptnt,nn ptnt vn,nno ptnt vn,no ptnt vn,nhno ptnt vn,nhnn ptnt vn,nhnovn,nhnnptntvn,
          nongnghiep va phat trien nt
        970409|BAB|BacA Bank|Ngân hàng TMCP Bắc Á|NASCVNVX|313||B|baca,NASB,bac a
        970438|BAOVIETBANK|BaoViet Bank|Ngân hàng TMCP Bảo Việt|BVBVVNVX|359||B|baoviet,bao viet
        970454|BVB|BVBank|Ngân hàng TMCP Bản Việt|VCBCVNVX|327||B|banviet,vietcapitalbank,ban viet,viet capital,vccb,bvbank
        |BIDC|BIDC|Ngân hàng TMCP Đầu tư và Phát triển Campuchia||||B|
        970418|BID|BIDV|Ngân hàng TMCP Đầu tư và Phát triển Việt Nam|BIDVVNVX|202||B|dau tu va phat trien,dau tu phat trien,dau tu va phat trien viet nam,
          dau tu,dt pt,dt va pt,dt pt vn,dt va pt vn,nhdt pt,nhdt va pt,nhdt pt vn,nhdtptvn,nhdt,nhdtvn,dau tu pt
        546034|CAKE|CAKE by VPBank|Ngân hàng số CAKE by VPBank - Ngân hàng TMCP Việt Nam Thịnh Vượng||||B|cake,cake vpbank
        970444|VNCB|VCBNeo|Ngân hàng TNHH MTV Ngoại thương Công nghệ số|GTBAVNVX|339||B|xaydungvn,xaydung,cb,cbb,xay dung,xay dung viet nam,vcbneo,vcb neo,
          cbbank,ngoai thuong cong nghe so,CB Bank,Ngân hàng Thương mại TNHH MTV Xây dựng Việt Nam,ngan hang xay dung
        422589|CIMB|CIMB Bank|Ngân hàng TNHH MTV CIMB Việt Nam|CIBBVNVN|661|970459|B|cimbvn,cimb viet nam
        970446|COOPBANK|Co-op Bank|Ngân hàng Hợp tác xã Việt Nam||901||B|hoptacxa,coop,hop tac xa,co op,cobank,hop tac,quy tin dung,nhhtx,nhhtxvn
        796500|DBS|DBS Bank|NH TNHH MTV Phát triển Singapore - Chi nhánh TP. Hồ Chí Minh|DBSSVNVX|||B|dbshcm,dbs
        970406|VIKKI|Vikki Bank|Ngân hàng TNHH MTV Số Vikki|EACBVNVX|304||B|DongA Bank,Ngân hàng TMCP Đông Á,donga,DAB,dong a,eab,dob,dongabank,so vikki,vikki
        970431|EIB|Eximbank|Ngân hàng TMCP Xuất Nhập khẩu Việt Nam|EBVIVNVX|305||B|exim,xuat nhap khau,vietnam eximbank,xnk,xnk vn,nhxnk,xnkvn
        970408|GPBANK|GPBank|Ngân hàng Thương mại TNHH MTV Dầu Khí Toàn Cầu|GBNKVNVX|320||B|daukhi,gp,gpb,dau khi toan cau,ky nguyen thinh vuong
        970437|HDB|HDBank|Ngân hàng TMCP Phát triển TP. Hồ Chí Minh|HDBCVNVX|321||B|hd,phat trien tphcm,phat trien tp hcm,phat trien thanh pho ho chi minh,
          phat trien nha
        970442|HLB|HongLeong Bank|Ngân hàng TNHH MTV Hong Leong Việt Nam|HLBBVNVX|603||B|HLBVN,hong leong,hongleong
        458761|HSBC|HSBC Vietnam|Ngân hàng TNHH MTV HSBC (Việt Nam)|HSBCVNVX|617||B|hsbc viet nam,hong kong thuong hai
        970456|IBKHCM|IBK HCM|Ngân hàng Công nghiệp Hàn Quốc - Chi nhánh TP. Hồ Chí Minh||||B|congnghiep,ibk
        970455|IBKHN|IBK HN|Ngân hàng Công nghiệp Hàn Quốc - Chi nhánh Hà Nội||||B|congnghiep,ibk
        970434|IVB|Indovina Bank|Ngân hàng TNHH Indovina||502|888999|B|indovina
        668888|KBANK|Kasikornbank|Ngân hàng Đại chúng TNHH KASIKORNBANK - CN TP. Hồ Chí Minh|KASIVNVX|||B|kasikorn,kbank
        970452|KLB|KienlongBank|Ngân hàng TMCP Kiên Long|KLBKVNVX|353||B|kien long
        970463|KBHCM|Kookmin Bank HCM|Ngân hàng Kookmin - Chi nhánh TP. Hồ Chí Minh||||B|kookmin,kb kookmin
        970462|KBHN|Kookmin Bank HN|Ngân hàng Kookmin - Chi nhánh Hà Nội||||B|kookmin,kb kookmin
        970449|LPB|LPBank|Ngân hàng TMCP Lộc Phát Việt Nam|LVBKVNVX|357||B|LienVietPostBank,lienvietbank,lienviet,lien viet,lien viet post,lvpb,lpb,
          buu dien lien viet,lienvietpost,loc phat,loc phat viet nam,lpbank,LPB,Ngân hàng TMCP Lộc Phát Việt Nam,bdlv,buu dien lv
        963369|LIOBANK|Liobank|Ngân hàng số Liobank - Ngân hàng TMCP Phương Đông||||B|lio
        970422|MBB|MB Bank|Ngân hàng TMCP Quân đội|MSCBVNVX|311||B|mb,mbbank,quan doi,military bank,mb quan doi,military commercial,nhqd,nhqdoi,qd,nhtmcpqd
        970414|MBV|MBV|Ngân hàng TNHH MTV Việt Nam Hiện Đại|OCBKUS3M|319||B|daiduong,mbv,ocean,oceanbank,dai duong,viet nam hien dai,hien dai,Ocean Bank,
          OCEANBANK,Ngân hàng Thương mại TNHH MTV Đại Dương
        970426|MSB|MSB|Ngân hàng TMCP Hàng Hải|MCOBVNVX|302||B|hanghai,hang hai,maritime,maritime bank,hang hai viet nam,nhhh,hh,nhtmcphh
        970428|NAB|Nam A Bank|Ngân hàng TMCP Nam Á|NAMAVNVX|306||B|namabank,nam a,nama
        970419|NVB|NCB Bank|Ngân hàng TMCP Quốc Dân|NVBAVNVX|352||B|quocdan,ncb,quoc dan,navibank
        801011|NONGHYUP|Nonghyup Bank|Ngân hàng Nonghyup - Chi nhánh Hà Nội||||B|nonghyup,nhnh,nhb hn,nhb
        970448|OCB|OCB Bank|Ngân hàng TMCP Phương Đông|ORCOVNVX|333||B|phuongdong,phuong dong,orient
        970430|PGB|PG Bank|Ngân hàng TMCP Xăng dầu Petrolimex|PGBLVNVX|341||B|xang dau,petrolimex,xang dau petrolimex,thinh vuong va phat trien,pg
        970439|PBVN|Public Bank Vietnam|Ngân hàng TNHH MTV Public Việt Nam|VIDPVNVX|501||B|publicvn,public bank,public
        970412|PVCOMBANK|PVcomBank|Ngân hàng TMCP Đại Chúng Việt Nam|WBVNVNVX|360||B|daichung,pvcom,pv com,dai chung,pvb,pvcb,dai chung viet nam
        970403|STB|Sacombank|Ngân hàng TMCP Sài Gòn Thương Tín|SGTTVNVX|303||B|sacom,sai gon thuong tin,saigon thuong tin,scom,sgtt,nhsgtt,nhtmcpsgtt,
          sg thuong tin
        970400|SGB|SaigonBank|Ngân hàng TMCP Sài Gòn Công Thương|SBITVNVX|308|161087|B|saigoncongthuong,sgicb,saigonbank,sai gon cong thuong,
          saigon cong thuong,sgct,sg cong thuong
        970429|SCB|SCB|Ngân hàng TMCP Sài Gòn|SACLVNVX|334||B|saigon,sai gon,saigon commercial,tmcp sai gon
        970440|SSB|SeABank|Ngân hàng TMCP Đông Nam Á|SEAVVNVX|317|970468|B|sea,seab,dong nam a,southeast asia,dna,nhdna
        970443|SHB|SHB|Ngân hàng TMCP Sài Gòn - Hà Nội|SHBAVNVX|348||B|saigonhanoi,sghn,sai gon ha noi,saigon ha noi,sg hn,sg ha noi
        970424|SVB|Shinhan Bank|Ngân hàng TNHH MTV Shinhan Việt Nam|SHBKVNVX|616||B|shinhan,shbvn,shinhan viet nam
        970410|SC|Standard Chartered Vietnam|Ngân hàng TNHH MTV Standard Chartered Bank Việt Nam|SCBLVNVX|604||B|standard chartered,stanchart,
          standard chartered viet nam,scvn
        970407|TCB|Techcombank|Ngân hàng TMCP Kỹ thương Việt Nam|VTCBVNVX|310||B|techcom,ky thuong,tech,nhkt,nhktvn,kt,kt vn,ktvn,kttvn,nhtmcpkt
        963388|TIMO|Timo|Ngân hàng số Timo by Bản Việt Bank||||B|timo ban viet,timo vpbank,timo bvbank,timo plus
        970423|TPB|TPBank|Ngân hàng TMCP Tiên Phong|TPBVVNVX|||B|tienphong,tien phong,tp,tp bank
        546035|UBANK|Ubank by VPBank|Ngân hàng số Ubank by VPBank - Ngân hàng TMCP Việt Nam Thịnh Vượng||||B|ubank vpbank
        970458|UOB|United Overseas Bank Vietnam|Ngân hàng United Overseas Bank Việt Nam||618||B|united overseas,uob viet nam
        970441|VIB|VIB|Ngân hàng TMCP Quốc tế Việt Nam|VNIBVNVX|314||B|quocte,quoc te,quoc te viet nam,vibank,nhqt,qt,qt vn,nhqtvn
        970427|VAB|VietABank|Ngân hàng TMCP Việt Á|VNACVNVX|355||B|viet a
        970433|VBB|VietBank|Ngân hàng TMCP Việt Nam Thương Tín|VNTTVNVX|356||B|vietnamthuongtin,vnthuongtin,viet nam thuong tin,viet bank,thuong tin,vntt,nhvntt
        970436|VCB|Vietcombank|Ngân hàng TMCP Ngoại Thương Việt Nam|BFTVVNVX|203||B|ngoai thuong,viet com,vietcom,nhnt,nhntvn,nhtmcpnt,nhtmcpntvn,nt,nt vn,
          nhngoaithuong
        970415|CTG|VietinBank|Ngân hàng TMCP Công thương Việt Nam|ICBVVNVX|201||B|viettin,vietin,viettinbank,incombank,cong thuong,cong thuong viet nam,icb,
          nhct,nhctvn,nhtmcpct,nhtmcpctvn,ct,ct vn,nhcongthuong
        970432|VPB|VPBank|Ngân hàng TMCP Việt Nam Thịnh Vượng|VPBKVNVX|309||B|vnthinhvuong,vpbank,thinh vuong,viet nam thinh vuong,vp,ngoai quoc doanh,vntv,
          vn thinh vuong,nhvntv
        970421|VRB|VietNgaBank|Ngân hàng Liên doanh Việt - Nga||505||B|vietnam-russia,vrbank,viet nga,lien doanh viet nga
        970457|WRB|Woori Bank|Ngân hàng TNHH MTV Woori Việt Nam||624||B|woori,wvn,woori viet nam
        971025|MOMO|MoMo|CTCP Dịch Vụ Di Động Trực Tuyến||||W|vi momo,mo mo,m service
        970460|CFC|CFC|Công ty tài chính cổ phần Xi Măng||||F|
        970466|KEBHANAHCM|KEB Hana HCM|Ngân hàng KEB Hana - Chi nhánh TP. Hồ Chí Minh||||B|keb hana hcm
        970467|KEBHANAHN|KEB Hana HN|Ngân hàng KEB Hana - Chi nhánh Hà Nội||||B|keb hana hn
        533948|CITIBANK|Citibank Vietnam|Ngân hàng Citibank, N.A. - Chi nhánh Hà Nội|CITIVNVX|||B|citi bank,citi
        977777|MAFC|Mirae Asset|Công ty Tài chính TNHH MTV Mirae Asset (Việt Nam)||||F|mirae asset
        |VBSP|NHCSXH|Ngân hàng Chính sách xã hội Việt Nam||207||B|chinh sach xa hoi,chinh sach,nhcsxh,csxh,nh csxh
        |KBNN|Kho bạc Nhà nước|Kho bạc Nhà nước||701||T|kho bac,kbnn,kho bac nha nuoc
        971005|VIETTELMONEY|Viettel Money|Tổng công ty Dịch vụ số Viettel||||W|viettelpay,vtlmoney,viettel pay,viettel money
        971011|VNPTMONEY|VNPT Money|Trung tâm dịch vụ tài chính số VNPT||||W|vnpt pay,vnpt money,vnptpay
        |ZALOPAY|ZaloPay|Zion JSC||||W|zalo pay,vi zalopay
        |VNPAY|VNPAY-QR / VNPAY wallet|VNPAY||||G|vnpay,vnpay qr,vi vnpay
        |SHOPEEPAY|ShopeePay|AirPay JSC||||W|shopee pay,airpay,vi shopeepay,spay
        |PAYOO|Payoo|VietUnion||||G|payoo
        """;

    /// <summary>Names of banks that are ordinary words beside those that are found by their syllables: they name the bank only behind "ngân hàng" and the
    /// like.</summary>
    public const string PlainNames =
        "petrolimex,xangdaupetrolimex,maritime,dautuvaphattrien,dautuphattrien,phattrientphcm,phattrientphochiminh,buudienlienviet";

    /// <summary>Names whose words all look Vietnamese and that still are a bank's own.</summary>
    public const string OwnNames = "vietcom,vietin,viettin,coop,nhcsxh,techcom,sacom,mbquandoi,vietnganhang";

    /// <summary>Names that also are words or parts of other names: they count only as the whole of what a bank field says.</summary>
    public const string WeakNames =
        "sea,tech,lio,tp,gp,pg,vp,hd,ab,cb,scom,spay,dautu,hiendai,public,ocean,cake,saigon,quocte,hanghai,congnghiep,phuongdong,quandoi,sc,daichung,quocdan,"
            + "anbinh,achau,"
        + "nama,vieta,baca,tienphong,locphat,baoviet,banviet,donga,daiduong,xaydung,dongnama,kienlong,hoptac,thuongtin,thinhvuong,kythuong,congthuong,"
        + "ngoaithuong,chinhsach,orient,exim,"
        + "nongthon,nongnghiep,dab,eab,dob,dtpt,dtvapt,dtptvn,dtvaptvn,ct,ctvn,nt,ntvn,kt,ktvn,kttvn,qd,hh,qt,qtvn,dna,ac,xnk,sgct,bdlv,ptnt,noptnt,nnptnt,"
        + "nnvaptnt,nnoptnt,nongnghiepptnt,nongnghiepvaptnt,nnoptntvn,noptntvn,nnptntvn,csxh,ptn,vntv,vntt,coop,agri,maritime,xangdau,daukhi,dbs,"
        + "quytindung,vietnga,sacom";
}
